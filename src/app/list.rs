//! The working set: tokens in the order they came, and what is said of them as a whole.
//!
//! Packed in blocks, for it may be 100,000 of them: a change rewrites one block, never the whole list. What takes longer
//! than a moment for so many is left to be found out elsewhere, and said to be missing until it comes.

use std::rc::Rc;

use crate::formats::{Report, entra_csv};
use crate::oath::{SerialNumber, Token};
use crate::packed::Pack;
use crate::work::SLICE;

/// A token's place in the page's memory; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListedId(pub u64);

/// A token of the list, unpacked.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which one it is.
    pub id: ListedId,
    /// The token.
    pub token: Token,
}

/// How many tokens are checked, searched, sorted, read and written at once. More go to a worker: this many take a few
/// milliseconds, and work also where no worker is to be had.
pub const AT_ONCE: usize = 500;

/// How many tokens a block has at most: as many as the worker sends at once.
const BLOCK: usize = SLICE;

/// Which list it is: another one after every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version(u64);

/// The working set of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenList {
    blocks: Rc<Vec<Rc<Block>>>,
    report: Option<Rc<Report>>,
    removed: Option<Rc<Removed>>,
    next_id: u64,
    version: Version,
}

/// Tokens that follow each other. Two blocks are equal when their tokens are the same ones: a token never changes.
#[derive(Debug)]
struct Block {
    /// The row of the first, from 0.
    start: usize,
    /// Ascending.
    ids: Vec<ListedId>,
    pack: Rc<Pack>,
}

impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.ids == other.ids
    }
}

impl Eq for Block {}

/// A token that was taken out and can be put back.
#[derive(Debug)]
struct Removed {
    place: usize,
    id: ListedId,
    pack: Pack,
}

impl PartialEq for Removed {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Removed {}

impl TokenList {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.blocks
            .last()
            .map_or(0, |last| last.start + last.ids.len())
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Which list it is.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The token of that place, from 0.
    pub fn get(&self, place: usize) -> Option<Listed> {
        let (block, inside) = self.block_of(place)?;
        Some(Listed {
            id: block.ids[inside],
            token: block.pack.token(inside)?,
        })
    }

    /// The id of the token of that place, from 0; nothing is unpacked for it.
    pub fn id_of(&self, place: usize) -> Option<ListedId> {
        let (block, inside) = self.block_of(place)?;
        Some(block.ids[inside])
    }

    /// The place of the token of this id, from 0.
    pub fn place_of(&self, id: ListedId) -> Option<usize> {
        // Ids ascend: they are given in order, and what comes back comes back to its place.
        let block = self
            .blocks
            .partition_point(|block| block.ids.last().is_some_and(|last| *last < id));
        let block = self.blocks.get(block)?;
        let inside = block.ids.binary_search(&id).ok()?;
        Some(block.start + inside)
    }

    /// The tokens, in order, unpacked one by one.
    pub fn iter(&self) -> impl Iterator<Item = Listed> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// The tokens as they are kept, in order.
    pub fn packs(&self) -> impl Iterator<Item = &Rc<Pack>> {
        self.blocks.iter().map(|block| &block.pack)
    }

    /// What Entra ID would say of them; rows count from 1. `None` as long as nobody has found out.
    pub fn report(&self) -> Option<&Rc<Report>> {
        self.report.as_ref()
    }

    /// The row of the token with this serial number, from 1.
    pub fn row_of_serial(&self, serial: &SerialNumber) -> Option<usize> {
        self.packs()
            .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)))
            .position(|label| label.serial == Some(serial.as_str()))
            .map(|place| place + 1)
    }

    /// The token that was removed last and can be put back.
    pub fn removed(&self) -> Option<ListedId> {
        self.removed.as_ref().map(|removed| removed.id)
    }

    /// Puts tokens at the end.
    pub fn append(&mut self, packs: impl IntoIterator<Item = Pack>) {
        let blocks = Rc::make_mut(&mut self.blocks);
        for pack in packs {
            let end = blocks.last().map_or(0, |last| last.start + last.ids.len());
            let full = blocks.last().is_none_or(|last| last.ids.len() >= BLOCK);
            if full && !pack.is_empty() && pack.len() <= BLOCK {
                // As it is: what a worker sends need not be copied.
                blocks.push(Rc::new(Block {
                    start: end,
                    ids: ids_from(&mut self.next_id, pack.len()).collect(),
                    pack: Rc::new(pack),
                }));
                continue;
            }
            let mut taken = 0;
            // The last block is filled up, or adding tokens one by one would make a block of each.
            if let Some(last) = blocks.last_mut().filter(|last| last.ids.len() < BLOCK) {
                taken = (BLOCK - last.ids.len()).min(pack.len());
                let mut filled = last.pack.part(0..last.ids.len());
                filled.append(&pack.part(0..taken));
                let mut ids = last.ids.clone();
                ids.extend(ids_from(&mut self.next_id, taken));
                *last = Rc::new(Block {
                    start: last.start,
                    ids,
                    pack: Rc::new(filled),
                });
            }
            while taken < pack.len() {
                let end = (taken + BLOCK).min(pack.len());
                let start = blocks.last().map_or(0, |last| last.start + last.ids.len());
                blocks.push(Rc::new(Block {
                    start,
                    ids: ids_from(&mut self.next_id, end - taken).collect(),
                    pack: Rc::new(pack.part(taken..end)),
                }));
                taken = end;
            }
        }
        self.settle();
    }

    /// Takes a token out. It is kept until the next change, to be put back. False where there is none of this id.
    pub fn remove(&mut self, id: ListedId) -> bool {
        let Some(place) = self.place_of(id) else {
            return false;
        };
        let Some((block, inside)) = self.block_of(place) else {
            return false;
        };
        let removed = Removed {
            place,
            id,
            pack: block.pack.part(inside..inside + 1),
        };
        let mut pack = block.pack.part(0..inside);
        pack.append(&block.pack.part(inside + 1..block.ids.len()));
        let mut ids = block.ids.clone();
        ids.remove(inside);
        self.replace_block(place, ids, pack);
        self.settle();
        self.removed = Some(Rc::new(removed));
        true
    }

    /// Puts the token back that was removed last.
    pub fn undo_removal(&mut self) {
        let Some(removed) = self.removed.take() else {
            return;
        };
        // Behind the last row, or in an empty list, no block holds the place: the last one takes it, or a new one.
        let place = removed.place.min(self.len().saturating_sub(1));
        match self.block_of(place) {
            Some((block, _)) => {
                let inside = removed.place - block.start;
                let mut pack = block.pack.part(0..inside);
                pack.append(&removed.pack);
                pack.append(&block.pack.part(inside..block.ids.len()));
                let mut ids = block.ids.clone();
                ids.insert(inside, removed.id);
                self.replace_block(place, ids, pack);
            }
            None => Rc::make_mut(&mut self.blocks).push(Rc::new(Block {
                start: 0,
                ids: vec![removed.id],
                pack: Rc::new(removed.pack.part(0..1)),
            })),
        }
        self.settle();
    }

    /// Forgets the token that was removed last; its secret is wiped.
    pub fn forget_removed(&mut self) {
        self.removed = None;
    }

    /// Forgets everything; the secrets are wiped.
    pub fn clear(&mut self) {
        self.blocks = Rc::default();
        self.settle();
    }

    /// Takes what was found out about the list of that version; a later list has yet to be looked at.
    pub fn take_report(&mut self, version: Version, report: Report) {
        if version == self.version {
            self.report = Some(Rc::new(report));
        }
    }

    /// The block with that place, and where in it.
    fn block_of(&self, place: usize) -> Option<(&Block, usize)> {
        let block = self
            .blocks
            .partition_point(|block| block.start + block.ids.len() <= place);
        let block = self.blocks.get(block)?;
        Some((block, place - block.start))
    }

    /// Puts other tokens where the block with that place is; those behind it move.
    fn replace_block(&mut self, place: usize, ids: Vec<ListedId>, pack: Pack) {
        let blocks = Rc::make_mut(&mut self.blocks);
        let at = blocks.partition_point(|block| block.start + block.ids.len() <= place);
        let start = blocks[at].start;
        let pack = Rc::new(pack);
        if ids.is_empty() {
            blocks.remove(at);
        } else {
            blocks[at] = Rc::new(Block { start, ids, pack });
        }
        let mut start = start;
        for block in &mut blocks[at..] {
            if block.start != start {
                *block = Rc::new(Block {
                    start,
                    ids: block.ids.clone(),
                    pack: Rc::clone(&block.pack),
                });
            }
            start += block.ids.len();
        }
    }

    fn settle(&mut self) {
        self.removed = None;
        self.version.0 += 1;
        self.report = (self.len() <= AT_ONCE).then(|| {
            let tokens: Vec<Token> = self.iter().map(|listed| listed.token).collect();
            Rc::new(Report::of(&entra_csv::check(&tokens)))
        });
    }
}

fn ids_from(next: &mut u64, count: usize) -> impl Iterator<Item = ListedId> + use<> {
    let first = *next;
    *next += count as u64;
    (first..*next).map(ListedId)
}
