//! Each complaint of those who upload ends in a file that Entra ID would take.

use page::{Outcome, Page, expect_eq};

use super::{HEADER, HEX, OTHER, SECRET, check, corrected, csv, open, press, retype, row};

/// A complaint: the file, what is said, the buttons that mend it, and the file that comes of it.
struct Complaint {
    what: &'static str,
    file: Vec<u8>,
    said: &'static str,
    press: &'static [&'static str],
    wanted: String,
}

fn complaints() -> Vec<Complaint> {
    let fine = row("a@contoso.com", "1000001", SECRET);
    let of = |what, file: String, said, press, wanted: String| Complaint {
        what,
        file: file.into_bytes(),
        said,
        press,
        wanted,
    };
    let three = |first: &str| {
        csv(&[
            first,
            &row("b@contoso.com", "1000002", OTHER),
            &row(
                "c@contoso.com",
                "1000003",
                "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA",
            ),
        ])
    };
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(csv(&[&fine]).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut complaints = vec![
        of(
            "an illegal character",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                &SECRET.replace("OJ", "0J"),
            )]),
            "Error – Line 2, character 14: the secret has a 0, 1 or 8 here",
            &["Read each 0 as the letter O in line 2"],
            csv(&[&fine]),
        ),
        of(
            "hex in the base32 column",
            csv(&[&row("a@contoso.com", "1000001", HEX)]),
            "the secret is hex, and base32 belongs here",
            &["It is hex: convert it to base32 in line 2"],
            csv(&[&fine]),
        ),
        of(
            "hex or base32",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "ABCDEF22ABCDEF22ABCDEF22ABCDEF22ABCDEF22",
            )]),
            "As hex it has 160 bits, as base32 200.",
            &["It is hex: convert it to base32 in line 2"],
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "VPG66IVLZXXSFK6N54RKXTPPEKV433ZC",
            )]),
        ),
        of(
            "a seventh column",
            format!("{HEADER},Enabled\r\n{fine},TRUE\r\n"),
            "the file says something that",
            &[],
            csv(&[&fine]),
        ),
        of(
            "the whole line in one cell",
            format!("\"{HEADER}\",,,,,\r\n\"{fine}\",,,,,\r\n"),
            "the whole line stands in one spreadsheet cell",
            &[],
            csv(&[&fine]),
        ),
        of(
            "semicolons",
            csv(&[&fine]).replace(',', ";"),
            "semicolons or tabs stand between the cells",
            &[],
            csv(&[&fine]),
        ),
        of(
            "mixed line ends and blank lines",
            format!("{HEADER}\n\r\n{fine}\r\n,,,,,\r\n"),
            "there are blank lines",
            &[],
            csv(&[&fine]),
        ),
        of(
            "a serial number cut to a power of ten",
            csv(&[&row("a@contoso.com", "2.3E+12", SECRET)]),
            "Its digits are lost",
            &["type serial number 2 2300000000017"],
            csv(&[&row("a@contoso.com", "2300000000017", SECRET)]),
        ),
        of(
            "lost zeros",
            three(&row("a@contoso.com", "17", SECRET)),
            "The other serial numbers have 7 digits.",
            &["Put zeros in front, up to 7 digits in line 2"],
            three(&row("a@contoso.com", "0000017", SECRET)),
        ),
        of(
            "an apostrophe doubled",
            csv(&[&row("o''hara@contoso.com", "1000001", SECRET)]),
            "two apostrophes in a row",
            &["Write one apostrophe in line 2"],
            csv(&[&row("o'hara@contoso.com", "1000001", SECRET)]),
        ),
        of(
            "smart quotes",
            csv(&[&row("a@contoso.com", "“1000001”", SECRET)]),
            "quotation marks of a word processor",
            &["Correct all that is safe (1)"],
            csv(&[&fine]),
        ),
        of(
            "padding",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY======",
            )]),
            "the secret ends in padding (=), which Entra ID refuses",
            &["Correct all that is safe (1)"],
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY",
            )]),
        ),
        of(
            "no header",
            format!("{fine}\r\n"),
            "the header is missing: this line is a token already",
            &[],
            csv(&[&fine]),
        ),
    ];
    complaints.push(Complaint {
        what: "UTF-16",
        file: utf16,
        said: "the file is UTF-16. It is read, and written as UTF-8.",
        press: &[],
        wanted: csv(&[&fine]),
    });
    complaints
}

pub async fn every_complaint_ends_in_a_file_that_would_be_accepted(page: Page) -> Outcome {
    open(&page).await?;
    for (number, complaint) in complaints().into_iter().enumerate() {
        let name = format!("complaint-{number}.csv");
        check(&page, &name, &complaint.file).await?;
        page.wait_for_text(complaint.said).await?;
        for button in complaint.press {
            match button.strip_prefix("type serial number 2 ") {
                Some(serial) => retype(&page, "Serial number", 2, serial).await?,
                None => press(&page, button).await?,
            }
        }
        let file = corrected(&page).await?;
        expect_eq(complaint.what, file.as_str(), complaint.wanted.as_str())?;
        // What was written has no error left.
        check(&page, &format!("again-{number}.csv"), file.as_bytes()).await?;
        page.wait_for_text("0 errors").await?;
    }
    Ok(())
}
