//! Random edits of the corpus. After each the index is brought up to date and held against a fresh one.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::Indexed;

/// Names that edits choose from; few, so that they meet.
const FILES: [&str; 7] = ["a.md", "b.md", "de/c.md", "d.mdx", "notes/e.html", "notes/f.md", "g.png"];

/// Blocks that texts are made of. The first stands in many articles, so it crosses the line to boilerplate both ways.
const BLOCKS: [&str; 8] = [
    "Our policy is to check every page twice a year, and to say so.",
    "---\ntitle: Notes on cleaning\ntools: [Zebra]\ncategory: kitchen\n---\n",
    "# How to sharpen a dull knife",
    "See [the other page](../b.md), [this](de/c.md) and [a lost one](gone.md).",
    "A whet stone is best for a knife that went dull.",
    "```\nknife --sharpen\n```",
    "---\ndraft: true\n---\nA knife in the making.",
    "\u{0}",
];

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, Vec<usize>),
    Append(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Copy(usize, usize),
    Touch(usize),
    Everywhere(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let (file, block) = (0..FILES.len(), 0..BLOCKS.len());
    prop_oneof![
        4 => (file.clone(), prop::collection::vec(block.clone(), 0..5)).prop_map(|(file, blocks)| Edit::Write(file, blocks)),
        2 => (file.clone(), block.clone()).prop_map(|(file, block)| Edit::Append(file, block)),
        1 => file.clone().prop_map(Edit::Remove),
        2 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => file.prop_map(Edit::Touch),
        1 => block.prop_map(Edit::Everywhere),
    ]
}

fn apply(root: &Path, edit: &Edit) {
    let at = |file: &usize| root.join(FILES[*file]);
    let append = |file: &usize, block: &usize| {
        let text = fs::read(at(file)).unwrap_or_default();
        fs::write(at(file), [&text, "\n\n".as_bytes(), BLOCKS[*block].as_bytes()].concat()).unwrap();
    };
    // What an edit starts from may not be there; then it does nothing.
    match edit {
        Edit::Write(file, blocks) => {
            let text: Vec<&str> = blocks.iter().map(|&block| BLOCKS[block]).collect();
            fs::write(at(file), text.join("\n\n")).unwrap();
        }
        Edit::Append(file, block) => append(file, block),
        Edit::Remove(file) => drop(fs::remove_file(at(file))),
        Edit::Rename(from, to) => drop(fs::rename(at(from), at(to))),
        Edit::Copy(from, to) if from != to => drop(fs::copy(at(from), at(to))),
        Edit::Copy(..) => {}
        Edit::Touch(file) => drop(fs::read(at(file)).and_then(|text| fs::write(at(file), text))),
        Edit::Everywhere(block) => (0..FILES.len()).for_each(|file| append(&file, block)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_index_answers_as_a_fresh_one(rounds in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..7)) {
        let indexed = Indexed::new().file("start.md", "# Start\n\nRead about a [knife](a.md) first.\n");
        for folder in ["de", "notes"] {
            fs::create_dir_all(indexed.root().join(folder)).unwrap();
        }
        for edits in rounds {
            edits.iter().for_each(|edit| apply(&indexed.root(), edit));
            indexed.check();
        }
    }
}

#[test]
fn a_second_run_reads_and_writes_nothing() {
    let indexed = Indexed::new().file("a.md", "# A\n").file("b.md", "# B\n");
    indexed.update();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    // The first run after the files came to rest remembers that they are.
    indexed.update();
    let look = || {
        let files = fs::read_dir(indexed.folder()).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> =
            files.map(|entry| (entry.file_name(), entry.metadata().unwrap().modified().unwrap())).collect();
        files.sort();
        (files, fs::read(indexed.folder().join("search/meta.json")).unwrap())
    };
    let before = look();
    assert_eq!(indexed.update().changes.unchanged, 2);
    assert_eq!(look(), before);
}
