//! Paper and what is punched out of it: the measures of sheets of labels, as data. Knows nothing of tokens.
//!
//! Source of the measures of bought sheets: LibreOffice, `extras/source/labels/labels.xml` (manufacturers "Avery A4" and
//! "Avery Letter Size"), which has them in hundredths of a millimetre as well.

/// A hundredth of a millimetre.
pub type Hundredths = u32;

/// A size of paper, upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// ISO 216 A4: 210 by 297 mm.
    #[default]
    A4,
    /// US Letter: 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Across.
    pub const fn width(self) -> Hundredths {
        match self {
            Self::A4 => 21_000,
            Self::Letter => 21_590,
        }
    }

    /// Down.
    pub const fn height(self) -> Hundredths {
        match self {
            Self::A4 => 29_700,
            Self::Letter => 27_940,
        }
    }
}

/// A sheet of labels. Names are Avery's; other makers sell the same sheets under theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// 21 labels of 63.5 by 38.1 mm.
    #[default]
    L7160,
    /// 14 labels of 99.1 by 38.1 mm.
    L7163,
    /// 10 labels of 99.1 by 57 mm.
    L7173,
    /// 8 labels of 99.1 by 67.7 mm.
    L7165,
    /// 48 labels of 45.7 by 21.2 mm, silver film for devices.
    L6009,
    /// 65 labels of 38.1 by 21.2 mm.
    L7651,
    /// 30 labels of 2 5/8 by 1 inch.
    Us5160,
    /// 10 labels of 4 by 2 inches.
    Us5163,
    /// 6 labels of 4 by 3 1/3 inches.
    Us5164,
    /// 80 labels of 1 3/4 by 1/2 inch.
    Us5167,
    /// Plain A4 in columns and rows.
    PlainA4,
    /// Plain US Letter in columns and rows.
    PlainLetter,
}

/// Printers leave about so much of each edge white.
const PLAIN_MARGIN: Hundredths = 1_000;

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::L7160,
        Self::L7163,
        Self::L7173,
        Self::L7165,
        Self::L6009,
        Self::L7651,
        Self::Us5160,
        Self::Us5163,
        Self::Us5164,
        Self::Us5167,
        Self::PlainA4,
        Self::PlainLetter,
    ];

    /// True where columns and rows can be chosen.
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::PlainA4 | Self::PlainLetter)
    }

    /// Where its labels are. Columns and rows matter on plain paper only.
    pub fn grid(self, columns: u8, rows: u8) -> Grid {
        let (paper, columns, rows, size, pitch, corner) = match self {
            Self::L7160 => (Paper::A4, 3, 7, (6350, 3810), (6604, 3810), (720, 1515)),
            Self::L7163 => (Paper::A4, 2, 7, (9906, 3810), (10160, 3810), (467, 1515)),
            Self::L7173 => (Paper::A4, 2, 5, (9906, 5700), (10160, 5700), (467, 600)),
            Self::L7165 => (Paper::A4, 2, 4, (9906, 6773), (10160, 6773), (467, 1304)),
            Self::L6009 => (Paper::A4, 4, 12, (4572, 2117), (4826, 2117), (975, 2141)),
            Self::L7651 => (Paper::A4, 5, 13, (3810, 2117), (4064, 2117), (467, 1090)),
            Self::Us5160 => (
                Paper::Letter,
                3,
                10,
                (6668, 2540),
                (6985, 2540),
                (478, 1270),
            ),
            Self::Us5163 => (
                Paper::Letter,
                2,
                5,
                (10160, 5080),
                (10636, 5080),
                (396, 1270),
            ),
            Self::Us5164 => (
                Paper::Letter,
                2,
                3,
                (10160, 8467),
                (10636, 8467),
                (396, 1270),
            ),
            Self::Us5167 => (
                Paper::Letter,
                4,
                20,
                (4445, 1270),
                (5240, 1270),
                (714, 1270),
            ),
            Self::PlainA4 => return Grid::plain(Paper::A4, columns, rows),
            Self::PlainLetter => return Grid::plain(Paper::Letter, columns, rows),
        };
        Grid {
            paper,
            columns,
            rows,
            width: size.0,
            height: size.1,
            across: pitch.0,
            down: pitch.1,
            left: corner.0,
            top: corner.1,
        }
    }
}

/// Labels in columns and rows. All measures in hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The paper.
    pub paper: Paper,
    /// How many labels across.
    pub columns: u8,
    /// How many labels down.
    pub rows: u8,
    /// The width of a label.
    pub width: Hundredths,
    /// The height of a label.
    pub height: Hundredths,
    /// From the left edge of a label to that of the next.
    pub across: Hundredths,
    /// From the upper edge of a label to that of the next.
    pub down: Hundredths,
    /// From the edge of the paper to the first column.
    pub left: Hundredths,
    /// From the edge of the paper to the first row.
    pub top: Hundredths,
}

/// A square with the quiet zone below which a phone has trouble: the code alone is then about 20 mm.
const SMALLEST_QR: Hundredths = 2_350;
/// Larger is of no use.
const LARGEST_QR: Hundredths = 4_500;
/// The part of a label's width that is a QR code's, in hundredths, unless that were too little.
const QR_SHARE: Hundredths = 42;
/// So much is left for text beside a QR code.
const TEXT_BESIDE_QR: Hundredths = 2_200;

impl Grid {
    /// Plain paper, divided evenly.
    fn plain(paper: Paper, columns: u8, rows: u8) -> Self {
        let (columns, rows) = (columns.max(1), rows.max(1));
        let width = (paper.width() - 2 * PLAIN_MARGIN) / Hundredths::from(columns);
        let height = (paper.height() - 2 * PLAIN_MARGIN) / Hundredths::from(rows);
        Self {
            paper,
            columns,
            rows,
            width,
            height,
            across: width,
            down: height,
            left: PLAIN_MARGIN,
            top: PLAIN_MARGIN,
        }
    }

    /// How many labels a sheet has.
    pub fn labels(&self) -> usize {
        usize::from(self.columns) * usize::from(self.rows)
    }

    /// What stays free along each edge of a label: printers miss by a millimetre.
    pub fn padding(&self) -> Hundredths {
        (self.height / 16).clamp(80, 250)
    }

    /// The side of a QR code, quiet zone included, or `None` where a label is too small for one that a phone can scan.
    pub fn qr_side(&self) -> Option<Hundredths> {
        // The quiet zone is white, and so is the edge of the label: the one may lie in the other, but for a bit.
        let high = self.height - 2 * 50;
        let wide = self.width.saturating_sub(TEXT_BESIDE_QR + self.padding());
        let share = (self.width * QR_SHARE / 100).clamp(SMALLEST_QR, LARGEST_QR);
        let side = high.min(wide).min(share);
        (side >= SMALLEST_QR).then_some(side)
    }
}
