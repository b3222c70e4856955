//! A walk through the states of the page, for what must hold in all of them.

use totp_toolset::rehearsal::Screen;
use totp_toolset::ui::App;
use totp_toolset::ui::text::rehearse::screen as screen_name;

use crate::fake::Uptime;
use crate::files::file;
use crate::mounted::Mounted;
use crate::rehearse::go_to;
use crate::wait::until;

/// One row is fine, the others have findings of each severity.
pub const FILE: &[u8] = b"upn,serial number,secret key,time interval,manufacturer,model\n\
    helga@contoso.com,2000001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,HardwareKey\n\
    ,2000001,GEZDGNBVGY3TQOJQ,90,Contoso,HardwareKey\n\
    helga@contoso.com,2000003,not a seed,30,Contoso,HardwareKey\n";

/// Brings the page into one state after the other, and lets `look` see each.
pub async fn through(page: &Mounted<App>, mut look: impl FnMut(&str)) {
    look("as it opens");
    page.type_into("#seed-text", "GEZDGNBV!").await;
    look("with a bad seed");
    page.type_into(
        "#seed-text",
        "otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQ&issuer=C&colour=red&digits=8",
    )
    .await;
    look("with a URI");
    page.type_into("#account", "").await;
    look("without an account");
    page.type_into("#step", "soon").await;
    look("with a bad step");
    page.type_into("#step", "60").await;
    page.choose("#kind", 1).await;
    look("with a counter");
    page.type_into("#counter", "many").await;
    look("with a bad counter");
    page.choose("#kind", 0).await;
    page.choose("#clock-mode", 2).await;
    look("with a time that stands");
    page.type_into("#clock-time", "2025-13-01").await;
    page.press("Set the time").await;
    look("with a bad time");
    page.choose("#clock-mode", 0).await;
    page.press("Add to list").await;
    look("with a list");
    page.type_into("#serial", "").await;
    page.type_into("#upn", "helga").await;
    page.press("Add to list").await;
    look("with details that are refused");
    page.choose_file("#open-csv", &file("tokens.csv", FILE))
        .await;
    until("the file is read", || page.find(".outcome p").is_some()).await;
    look("with a file");
    page.press("Begin to activate").await;
    look("with a code to type");
    page.press("Next token to activate").await;
    page.press("Skip this token").await;
    look("with all tokens walked through");
    page.press("Show the QR codes").await;
    look("with a QR code to burn");
    page.press("Mark as burned and next").await;
    look("with a token burned");
    page.press("Show the sheets").await;
    look("with sheets of labels");
    page.type_into("#paper-from", "9").await;
    look("with rows to print that are not there");
    page.press("Put the sheets away").await;
    page.press("Remove token 1000001").await;
    look("with a token removed");
    page.press("Clear the list").await;
    look("asking");
    page.press("Forget them").await;
    look("with a list that was cleared");
    page.choose_file("#open-csv", &file("empty.csv", b"")).await;
    until("the file is read", || {
        page.find(".outcome .problem").is_some()
    })
    .await;
    look("with a file that is unusable");
    page.press("Hide secrets").await;
    look("with secrets hidden");
    page.press("Show secrets").await;
    // The tool that is not shown is there all the same.
    page.type_into("#order-count", "none").await;
    look("with an order that is none");
    page.type_into("#order-count", "3").await;
    page.press("Issue 3 tokens").await;
    look("with tokens that were issued");
    page.choose("#order-for", 1).await;
    page.type_into(
        "#order-users",
        "userPrincipalName\tdisplayName\na@b.c\tA\nA@b.c\tB\nx#EXT#@b.c\tX\n",
    )
    .await;
    look("with a list of users");
    page.choose("#order-which-serials", 1).await;
    page.type_into("#order-serials", "1\n1\n").await;
    look("with serial numbers that are wrong");
    page.type_into("#search", "1000").await;
    look("with a search");
    page.choose("#file-kind", 1).await;
    look("with another kind of file");
    page.type_into("#check-paste", CHECKED).await;
    look("with a text to be checked");
    page.press("Check the text").await;
    look("with a file that was checked");
    page.choose("#check-target-kind", 1).await;
    look("with what a file for Graph would lose");
    page.press("Correct all that is safe (2)").await;
    look("with corrections");
    page.type_into("#check-user-list", "a@b.c\tA\nA@b.c\tB\nx#EXT#@b.c\tX\n")
        .await;
    look("with users to be merged");
    page.choose("#check-pairing", 1).await;
    look("with users by serial number");
    page.type_into(
        "#check-messages",
        "illegal character 8 for: a@contoso.com, serial number: 1\nsomething went wrong",
    )
    .await;
    page.type_into(
        "#check-failures",
        "a@contoso.com,1,The user does not exist\nb,c,d e f\n",
    )
    .await;
    look("with what the portal said");
    page.type_into("#check-paste", "eins;zwei\ndrei;vier\n")
        .await;
    page.press("Check the text").await;
    look("with a table to be mapped");
    page.type_into(
        "#check-paste",
        "1 3132333435363738393031323334353637383930\n",
    )
    .await;
    page.press("Check the text").await;
    look("with a vendor’s list");
    page.press("Put 1 token into the token list").await;
    look("with checked tokens in the list");
    page.press("Forget the file").await;
    look("with the file forgotten");
    page.choose_file("#hash-file", &file("page.html", b"abc"))
        .await;
    until("the file is hashed", || {
        page.find("#hash-expected").is_some()
    })
    .await;
    look("with a file that was hashed");
    page.type_into("#hash-expected", &"0".repeat(64)).await;
    look("with a hash that differs");
    rehearsal(page, look).await;
}

/// The practice tenant, screen by screen.
async fn rehearsal(page: &Mounted<App>, mut look: impl FnMut(&str)) {
    page.press("Begin with sample tokens").await;
    look("with a walk begun");
    page.press("Press the token’s button").await;
    look("with a code on the display");
    page.press("Upload the token list’s CSV").await;
    until("it is uploaded", || page.find(".processing").is_some()).await;
    page.press("Refresh").await;
    look("with an upload being processed");
    {
        // An hour after the page was opened it is processed.
        let _uptime = Uptime::still_at(3_600_000);
        page.press("Refresh").await;
    }
    look("with an upload processed");
    page.press("Activate token SAMPLE-0001").await;
    look("with a token to activate");
    page.type_into("#activation-code-typed", "12").await;
    page.press("OK: activate the token").await;
    look("with an activation refused");
    for screen in Screen::ALL {
        go_to(page, screen).await;
        look(&format!("with the screen {}", screen_name(screen)));
        for (button, state) in deeds(screen) {
            page.press(button).await;
            look(state);
        }
    }
    page.press("Start over").await;
    page.press("Forget them and start over").await;
    look("with a walk begun anew");
}

/// Buttons of a screen, and the states that they lead to.
fn deeds(screen: Screen) -> &'static [(&'static str, &'static str)] {
    match screen {
        Screen::Users => &[("Add the user", "with a user who is none")],
        Screen::Tokens | Screen::Methods => &[],
        Screen::Access => &[("Save the policy", "with a policy refused")],
        Screen::SignIn => &[
            ("Sign in as this user", "with a sign-in"),
            ("Fill in the practice password", "with the password"),
            ("Next: give the password", "signed in"),
        ],
        Screen::Graph => &[
            (
                "Do it: turn the method on for all users",
                "with the method on",
            ),
            ("Do it: create the token", "with a token of Graph"),
            ("Do it: assign the token", "with it assigned"),
            (
                "Do it: activate with the code of now",
                "with it activated by Graph",
            ),
        ],
    }
}

/// Something of everything that can be said of a row, and some of it twice.
const CHECKED: &str = "upn,serial number,secret key,time interval,manufacturer,model,extra\n\
    a’b@contoso.com,1,GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ,30,“Contoso”,“HardwareKey”,x\n\
    b@contoso.com,2,3132333435363738393031323334353637383930,30,Contoso,HardwareKey,x\n\
    c@contoso.com,3,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQ0JQ,45,Contoso,HardwareKey,x\n\
    d@contoso.com,4,3132333435363738393031323334353637383930,30,,HardwareKey,x\n\
    e,2.3E+12,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQ0JQ,30,Contoso,,x\n";
