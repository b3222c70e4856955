//! The harness tried on pages of its own: that what it says of the product can be believed.

use page::{
    Browser, Find, Options, Outcome, Page, Role, Scenario, Variant, eventually, expect, expect_eq,
    scenario,
};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let no_print = "WebKit's driver has no Print command";
    vec![
        scenario!(every_engine_gives_the_same_names),
        scenario!(a_control_is_found_inside_a_region_or_a_row),
        scenario!(nothing_is_found_beneath_a_modal_dialog),
        scenario!(a_field_takes_what_is_typed_and_the_page_hears_of_it),
        scenario!(choices_are_made_by_their_names),
        scenario!(a_click_waits_until_the_button_is_enabled),
        scenario!(a_control_that_was_redrawn_is_found_again),
        scenario!(a_click_hits_what_it_was_meant_for_though_the_page_moves),
        scenario!(a_saved_file_can_be_read).from_both("downloads may depend on the origin"),
        scenario!(files_can_be_chosen_and_dropped)
            .from_both("a page from a file is kept from other files"),
        scenario!(copied_text_is_in_the_clipboard)
            .from_both("browsers grant the clipboard by origin"),
        scenario!(the_keyboard_moves_the_focus),
        scenario!(a_page_that_is_drawn_anew_all_the_time_tells_what_is_there),
        scenario!(the_view_takes_any_size),
        scenario!(a_browser_can_be_dark).with(Options::new().dark()),
        scenario!(a_browser_is_light_and_in_motion_otherwise),
        scenario!(motion_can_be_reduced).with(Options::new().reduced_motion()),
        scenario!(scripts_can_be_off).with(Options::new().without_script()),
        scenario!(the_clock_can_be_set),
        scenario!(mistakes_are_noted),
        scenario!(mistakes_are_in_the_console)
            .not_in(Browser::WebKit, "its console cannot be read in automation"),
        scenario!(a_frame_can_be_entered),
        scenario!(a_page_can_be_printed).not_in(Browser::WebKit, no_print),
        scenario!(nothing_is_left_of_an_earlier_trial)
            .from_both("what is stored is stored by origin"),
        scenario!(nothing_is_left_of_an_earlier_trial)
            .from_both("what is stored is stored by origin"),
    ]
}

async fn every_engine_gives_the_same_names(page: Page) -> Outcome {
    page.open_fixture("names.html").await?;
    let expected: &[(Role, &[&str])] = &[
        (
            Role::Heading,
            &["TOTP Toolset", "Labelled heading", "Section one"],
        ),
        (
            Role::Button,
            &[
                "Copy the seed",
                "Labelled",
                "With icon",
                "Titled",
                "By value",
                "By reference",
                "Disabled",
                "Remove token A1",
                "SHOUTED",
                "Before and after",
                "Two lines",
                "Two blocks",
                "In an open drawer",
                "Remove",
                "Remove",
                "Same",
                "Same",
            ],
        ),
        (
            Role::Field,
            &[
                "Wrapped",
                "By for",
                "Area",
                "Placeholder",
                "Described",
                "Secret",
                "Number",
                "Search",
                "Date",
                "Moment",
                "Time",
            ],
        ),
        (Role::FileInput, &["Seed file", "More files"]),
        (Role::Combobox, &["Format", "Wrapped list", "Labelled list"]),
        (Role::Listbox, &["Open list"]),
        (Role::Group, &["Digits", "", ""]),
        (Role::RadioGroup, &["Algorithm"]),
        (Role::Radio, &["6", "8", "SHA-1"]),
        (Role::Checkbox, &["Tick me"]),
        (Role::Switch, &["Switch"]),
        (Role::Slider, &["Range"]),
        (Role::Disclosure, &["More settings", "Open drawer"]),
        (Role::Table, &["Codes"]),
        (Role::Region, &["Section one", "Section two"]),
        (Role::Navigation, &["Tools"]),
        (Role::List, &["All tools"]),
        (Role::Link, &["One seed"]),
        (Role::Tab, &["Tab one"]),
        (Role::TabPanel, &["Panel"]),
        (Role::Dialog, &["Dialog"]),
        (Role::Status, &[""]),
        (Role::Alert, &[""]),
        (Role::Timer, &["Remaining"]),
        (Role::Progressbar, &["Progress"]),
        (Role::Meter, &["Meter"]),
        (Role::Image, &["QR code", "Titled picture", "Photograph"]),
    ];
    let mut wrong = Vec::new();
    for (role, names) in expected {
        let seen = page.names(*role).await?;
        if seen != *names {
            wrong.push(format!("{role:?}: {seen:?} instead of {names:?}"));
        }
    }
    expect(wrong.is_empty(), || {
        format!("the names to be right:\n{}", wrong.join("\n"))
    })?;
    let described = page.field("Described").await?;
    expect_eq(
        "the description",
        described.description().await?.as_str(),
        "The description",
    )
}

async fn a_control_is_found_inside_a_region_or_a_row(page: Page) -> Outcome {
    page.open_fixture("names.html").await?;
    let region = page.region("Section two").await?;
    region.button("Same").await?.click().await?;
    let table = page.table("Codes").await?;
    expect_eq(
        "the second row",
        &table.rows().await?[1][..2],
        ["A1", "123 456"],
    )?;
    let row = table.row("A2").await?;
    expect_eq(
        "the buttons of a row",
        row.names(Role::Button).await?,
        ["Remove"],
    )
}

async fn nothing_is_found_beneath_a_modal_dialog(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.button("Ask").await?.click().await?;
    let dialog = page.dialog("Really?").await?;
    expect_eq(
        "the buttons that can be reached",
        page.names(Role::Button).await?,
        ["Yes"],
    )?;
    dialog.button("Yes").await?.click().await?;
    page.wait_until_gone(Role::Dialog, "Really?").await?;
    page.wait_for_text("yes; ").await
}

async fn a_field_takes_what_is_typed_and_the_page_hears_of_it(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let field = page.field("Text").await?;
    field.fill("one").await?;
    field.fill("zwei äöü").await?;
    expect_eq("the field", field.value().await?.as_str(), "zwei äöü")?;
    page.wait_for_text("input zwei äöü; ").await?;
    field.fill("").await?;
    page.wait_for_text("input ; ").await?;

    let area = page.field("Area").await?;
    let long = "0123456789\n".repeat(1000);
    area.fill(&long).await?;
    expect_eq("the area", area.value().await?, long)?;
    page.wait_for_text("area 11000; ").await
}

async fn choices_are_made_by_their_names(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let list = page.combobox("List").await?;
    list.choose("Two and a half").await?;
    page.wait_for_text("list Two and a half; ").await?;
    let chosen = list.chosen().await?;
    expect_eq("the choice", chosen.split_whitespace().count(), 4)?;

    let choice = page.group("Choice").await?;
    choice.radio("Right").await?.click().await?;
    expect(page.radio("Right").await?.is_checked().await?, || {
        "Right to be chosen".to_owned()
    })?;
    expect(!page.radio("Left").await?.is_checked().await?, || {
        "Left not to be chosen".to_owned()
    })?;

    let tick = page.checkbox("Box").await?;
    tick.set_checked(true).await?;
    tick.set_checked(true).await?;
    page.wait_for_text("box true; ").await
}

async fn a_click_waits_until_the_button_is_enabled(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.button("Later").await?.click().await?;
    page.wait_for_text("later; ").await
}

async fn a_control_that_was_redrawn_is_found_again(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let button = page.button("Redrawn").await?;
    page.script(
        "const old = document.getElementById('redrawn'); const copy = old.cloneNode(true); \
         copy.addEventListener('click', () => { document.getElementById('plain').textContent = 'anew'; }); \
         old.replaceWith(copy);",
    )
    .await?;
    button.click().await?;
    page.wait_for_text("anew").await
}

async fn a_click_hits_what_it_was_meant_for_though_the_page_moves(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    // What comes in above pushes a column of buttons down, faster than anybody could follow, for two seconds.
    page.script(
        "const above = document.createElement('div'); const column = document.createElement('section'); column.ariaLabel = 'Column'; \
         const names = [...Array(40).keys()].map(place => place === 20 ? 'Meant' : `Another ${place}`); \
         column.append(...names.map(name => { \
             const button = document.createElement('button'); button.textContent = name; button.style.display = 'block'; \
             button.onclick = () => { document.getElementById('plain').textContent += ` pressed ${name};`; }; return button; })); \
         document.documentElement.style.overflowAnchor = 'none'; document.body.prepend(above); document.body.append(column); \
         const start = performance.now(); \
         setTimeout(function push() { \
             const passed = Math.min(performance.now() - start, 2000); above.style.height = `${3 * passed}px`; \
             if (passed < 2000) setTimeout(push, 10); });",
    )
    .await?;
    page.button("Meant").await?.click().await?;
    page.wait_for_text("pressed Meant;").await?;
    expect(!page.shows("pressed Another").await?, || {
        "nothing else to be pressed".to_owned()
    })
}

async fn a_saved_file_can_be_read(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    for _ in 0..2 {
        let save = page.button("Save").await?;
        let file = page.download(async || save.click().await).await?;
        expect_eq("the name", file.name.as_str(), "tokens.csv")?;
        expect_eq("the length", file.bytes.len(), 2012)?;
        expect(file.text()?.starts_with("upn,serial\r\né"), || {
            "the text".to_owned()
        })?;
    }
    Ok(())
}

async fn files_can_be_chosen_and_dropped(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let one = page.write_file("one.csv", "first")?;
    let two = page.write_file("two.csv", "second")?;
    page.file_input("Files")
        .await?
        .upload(&[&one, &two])
        .await?;
    page.wait_for_text("one.csv: first; two.csv: second; ")
        .await?;
    page.region("Drop here")
        .await?
        .drop_file("three.csv", "third é".as_bytes())
        .await?;
    page.wait_for_text("three.csv: third é; ").await
}

async fn copied_text_is_in_the_clipboard(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.button("Copy").await?.click().await?;
    page.wait_for_text("copied; ").await?;
    expect_eq(
        "the clipboard",
        page.clipboard().await?.as_str(),
        "JBSWY3DP 🔑",
    )?;
    let focus = page.script("return document.hasFocus();").await?;
    expect(focus == true, || "the page to be in front again".to_owned())
}

async fn the_keyboard_moves_the_focus(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.field("Text").await?.click().await?;
    let mut names = Vec::new();
    for _ in 0..3 {
        page.press("Tab").await?;
        names.push(page.focused().await?.name);
    }
    expect_eq("the focus", names, ["Area", "List", "Box"])?;
    page.press("Space").await?;
    page.wait_for_text("box true; ").await?;
    page.press("Shift+Tab").await?;
    expect(page.combobox("List").await?.has_focus().await?, || {
        "the focus on the list".to_owned()
    })
}

async fn the_view_takes_any_size(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    for (width, height) in [(320, 640), (1280, 900), (1920, 1080)] {
        page.resize(width, height).await?;
        let size = page
            .script("return `${innerWidth} ${innerHeight} ${document.hasFocus()}`;")
            .await?;
        expect_eq(
            "the view",
            size.as_str(),
            Some(format!("{width} {height} true").as_str()),
        )?;
    }
    Ok(())
}

async fn a_page_that_is_drawn_anew_all_the_time_tells_what_is_there(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let before = page.names(Role::Button).await?;
    page.script(
        "const restless = document.createElement('section'); restless.ariaLabel = 'Restless'; document.body.append(restless); \
         setInterval(() => restless.replaceChildren(...['One', 'Two', 'Three'].map(name => { \
             const button = document.createElement('button'); button.textContent = name; return button; })), 40);",
    )
    .await?;
    page.button("Three").await?;
    for _ in 0..10 {
        let now = page.names(Role::Button).await?;
        let staying = now.iter().filter(|name| before.contains(name)).count();
        expect_eq("the buttons that stay", staying, before.len())?;
    }
    Ok(())
}

async fn media(page: &Page) -> Outcome<String> {
    page.open_fixture("doing.html").await?;
    let media = page
        .script(
            "return ['prefers-color-scheme: dark', 'prefers-reduced-motion: reduce'] \
             .filter(query => matchMedia(`(${query})`).matches).join(' ');",
        )
        .await?;
    Ok(media.as_str().unwrap_or_default().to_owned())
}

async fn a_browser_can_be_dark(page: Page) -> Outcome {
    expect_eq(
        "the media",
        media(&page).await?.as_str(),
        "prefers-color-scheme: dark",
    )
}

async fn a_browser_is_light_and_in_motion_otherwise(page: Page) -> Outcome {
    expect_eq("the media", media(&page).await?.as_str(), "")
}

async fn motion_can_be_reduced(page: Page) -> Outcome {
    expect_eq(
        "the media",
        media(&page).await?.as_str(),
        "prefers-reduced-motion: reduce",
    )
}

async fn scripts_can_be_off(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.wait_for_text("Scripts are off").await?;
    page.checkbox("Box").await?.click().await?;
    expect(page.checkbox("Box").await?.is_checked().await?, || {
        "the box to be ticked".to_owned()
    })?;
    expect(!page.text().await?.contains("box true"), || {
        "no script to have run".to_owned()
    })
}

async fn the_clock_can_be_set(page: Page) -> Outcome {
    let html = "<!doctype html><head><meta charset=utf-8></head><body><p></p><script>
        setInterval(() => {
            document.querySelector('p').textContent = `${Date.now()} ${new Date().getTime()} ${new Date(5).getTime()}`;
        }, 20);</script>";
    page.open_variant(&Variant::of_html(html).with_clock()?, "")
        .await?;
    page.stop_clock(59.0).await?;
    page.wait_for_text("59000 59000 5").await?;
    page.set_clock(1_111_111_109.0).await?;
    page.wait_for_text("111111111").await
}

async fn mistakes_are_noted(page: Page) -> Outcome {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/doing.html");
    let html = std::fs::read_to_string(file)?.replace("<title>", "<head><title>");
    page.open_variant(&Variant::of_html(html).with_notes()?, "")
        .await?;
    page.button("Complain").await?.click().await?;
    eventually("the mistake to be noted", async || {
        let noted = page.noted().await?;
        let kinds: Vec<_> = noted.iter().map(|(kind, _)| kind.as_str()).collect();
        Ok(kinds == ["console", "error"])
    })
    .await
}

async fn mistakes_are_in_the_console(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.button("Complain").await?.click().await?;
    let mut seen = String::new();
    eventually("both mistakes in the console", async || {
        seen += &page.console_errors().await?.join("\n");
        Ok(seen.contains("a complaint") && seen.contains("a mistake"))
    })
    .await
}

async fn a_frame_can_be_entered(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.frame("Frame").await?.enter_frame().await?;
    page.button("Inside").await?.click().await?;
    page.leave_frame().await?;
    page.button("Save").await?;
    Ok(())
}

async fn a_page_can_be_printed(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let pdf = page.print().await?;
    expect(pdf.starts_with(b"%PDF-"), || "a PDF".to_owned())
}

async fn nothing_is_left_of_an_earlier_trial(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    let left = "const left = [localStorage.length, sessionStorage.length, document.cookie, history.length, name]; \
        localStorage.x = sessionStorage.x = document.cookie = name = 'x'; return left.join(' ');";
    let left = page.script(left).await?;
    let left = left.as_str().unwrap_or_default();
    expect(left.starts_with("0 0  ") && !left.contains('x'), || {
        format!("nothing to be left: {left}")
    })
}
