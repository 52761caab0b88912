//! Files of the index broken, lost, cut. The next command mends it; reading it as it is gives right answers or none.

use std::fs;
use std::path::{Path, PathBuf};

use linkwright::catalog::store;
use linkwright::search::{Durability, IndexWriter};

use super::Indexed;

fn indexed() -> Indexed {
    let text =
        |number: usize| format!("# Knife {number}\n\nA whet stone sharpens a dull knife in [a while](b{number}.md).\n");
    let indexed = (0..6).fold(Indexed::new(), |indexed, number| indexed.file(&format!("b{number}.md"), text(number)));
    indexed.update();
    // A second commit, so that there are several segments and a deletion.
    let indexed = indexed.file("b1.md", "# Cleaning\n\nNo knife here, a zebra only.\n");
    indexed.update();
    indexed
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let listed = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let all = [listed(folder), listed(&folder.join("search"))].concat();
    let mut names: Vec<PathBuf> = all.into_iter().filter(|path| path.is_file()).collect();
    names.sort();
    names
}

/// Damages each file in turn and sees what comes of it.
fn each_file(damage: impl Fn(&Path)) {
    for number in 0.. {
        let indexed = indexed();
        // How many segments there are is up to the threads that wrote them.
        let Some(file) = files(&indexed.folder()).into_iter().nth(number) else { break };
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        damage(&file);
        let fresh = indexed.fresh();
        if let Ok(snapshot) = indexed.act(store::as_is).0 {
            assert_eq!(indexed.answers(snapshot), fresh, "{name} as it is");
        }
        let (snapshot, notices) = indexed.act(store::refresh);
        assert_eq!(indexed.answers(snapshot.unwrap()), fresh, "{name} {notices:?}");
        assert!(notices.len() <= 1, "{name} {notices:?}");
        if name != "CACHEDIR.TAG" {
            let again = indexed.act(store::refresh);
            assert!(again.1.is_empty(), "{name}: mended, not mended again {:?}", again.1);
        }
    }
}

#[test]
fn a_lost_file() {
    each_file(|file| fs::remove_file(file).unwrap());
}

#[test]
fn an_emptied_file() {
    each_file(|file| fs::write(file, "").unwrap());
}

#[test]
fn a_file_cut_in_half() {
    each_file(|file| {
        let bytes = fs::read(file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    });
}

#[test]
fn a_changed_byte() {
    each_file(|file| {
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x04;
        }
        fs::write(file, bytes).unwrap();
    });
}

/// tantivy's own check passes over files that its list of managed files does not name.
#[test]
fn a_damaged_list_of_files_hides_no_other_damage() {
    let indexed = indexed();
    let search = indexed.folder().join("search");
    let list = fs::read_to_string(search.join(".managed.json")).unwrap();
    fs::write(search.join(".managed.json"), list.replace(".fieldnorm", ".fieldnorn")).unwrap();
    let norms =
        files(&indexed.folder()).into_iter().filter(|file| file.extension().is_some_and(|it| it == "fieldnorm"));
    for file in norms {
        let mut bytes = fs::read(&file).unwrap();
        bytes[0] = 200;
        fs::write(file, bytes).unwrap();
    }
    let (_, notices) = indexed.act(store::update);
    assert!(notices.iter().any(|notice| notice.starts_with("Rebuilding(Damage")), "{notices:?}");
    indexed.check();
}

#[test]
fn rubbish_and_leftovers() {
    let indexed = indexed();
    let folder = indexed.folder();
    fs::write(folder.join(".tmp-left"), "half").unwrap();
    fs::write(folder.join("articles-00ff.bin"), "old").unwrap();
    fs::write(folder.join("search/0123.idx"), "garbage").unwrap();
    let indexed = indexed.file("new.md", "# New knife\n");
    indexed.check();
    assert!(!folder.join(".tmp-left").exists() && !folder.join("articles-00ff.bin").exists());
}

#[test]
fn an_index_that_was_created_and_never_committed_to() {
    let indexed = indexed();
    fs::remove_dir_all(indexed.folder().join("search")).unwrap();
    fs::create_dir(indexed.folder().join("search")).unwrap();
    let search = indexed.folder().join("search");
    drop(IndexWriter::open_or_create(&search, Durability::Waited).unwrap());
    let (snapshot, notices) = indexed.act(store::update);
    assert_eq!((snapshot.unwrap().changes.added, notices.len()), (6, 0));
    indexed.check();
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_gone_around() {
    use std::os::unix::fs::PermissionsExt;
    let indexed = indexed().file("new.md", "# New knife\n");
    let folder = indexed.folder();
    let allow = |mode| {
        for folder in [folder.join("search"), folder.clone()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    allow(0o555);
    if fs::write(folder.join("probe"), "").is_ok() {
        // The superuser may write everywhere.
        fs::remove_file(folder.join("probe")).unwrap();
        return allow(0o755);
    }
    assert!(indexed.act(store::update).0.is_err());
    let (snapshot, notices) = indexed.act(store::refresh);
    assert_eq!(indexed.answers(snapshot.unwrap()), indexed.fresh());
    assert_eq!(notices.len(), 1, "{notices:?}");
    allow(0o755);
    indexed.check();
}
