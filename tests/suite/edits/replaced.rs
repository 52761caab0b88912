use std::fs;
use std::path::Path;

use linkwright::edits::{ApplyError, FileEdits, apply};

use super::edits;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn read(folder: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

/// The names of all files, drafts that were left behind among them.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const MIXED: &str = "\u{feff}---\r\ntitle: Ä\r\n---\r\n\r\nSee tea,\rand\ttea.  \nNo line end";

#[test]
fn every_other_byte_and_the_permissions_stay() {
    let folder = folder(&[("a/b.md", MIXED), ("c.md", "tea\n")]);
    let file = folder.path().join("a/b.md");
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let before = fs::metadata(&file).unwrap().permissions();
    let changes = [edits("a/b.md", MIXED, &[("tea", "[tea](/tea/)")]), edits("c.md", "tea\n", &[("tea", "tea")])];
    assert_eq!(apply(folder.path(), &changes).unwrap(), 1, "what does not change is not written");
    assert_eq!(read(&folder, "a/b.md"), MIXED.replacen("tea", "[tea](/tea/)", 1));
    assert_eq!(fs::metadata(&file).unwrap().permissions(), before);
    assert_eq!(names(&folder.path().join("a")), ["b.md"]);
}

#[track_caller]
fn refused(folder: &tempfile::TempDir, changes: &[FileEdits]) -> ApplyError {
    let before: Vec<_> = changes.iter().map(|file| fs::read(folder.path().join(&*file.path)).ok()).collect();
    let names_before = names(folder.path());
    let error = apply(folder.path(), changes).unwrap_err();
    let after: Vec<_> = changes.iter().map(|file| fs::read(folder.path().join(&*file.path)).ok()).collect();
    assert_eq!(before, after, "{error}");
    assert_eq!(names_before, names(folder.path()), "{error}");
    error
}

#[test]
fn when_one_file_has_changed_none_is_written() {
    let folder = folder(&[("a.md", "tea\n"), ("b.md", "tea and more\n"), ("c.md", "tea\n")]);
    let change = |path| edits(path, "tea\n", &[("tea", "coffee")]);
    let error = refused(&folder, &[change("a.md"), change("b.md")]);
    assert_eq!(error.to_string(), "`b.md` has changed since it was read; nothing was written");
    assert!(matches!(refused(&folder, &[change("a.md"), change("gone.md")]), ApplyError::Read { .. }));
    assert!(matches!(refused(&folder, &[change("a.md"), change("a.md")]), ApplyError::Twice(_)));
    let mut protected = fs::metadata(folder.path().join("c.md")).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(folder.path().join("c.md"), protected).unwrap();
    assert!(matches!(refused(&folder, &[change("a.md"), change("c.md")]), ApplyError::Protected(_)));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_corpus() {
    let outside = folder(&[("a.md", "tea\n")]);
    let folder = folder(&[("real.md", "tea\n")]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("folder")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("a.md"), folder.path().join("file.md")).unwrap();
    for path in ["folder/a.md", "file.md", "../a.md", "/etc/hosts"] {
        let error = refused(&folder, &[edits(path, "tea\n", &[("tea", "coffee")])]);
        assert!(matches!(error, ApplyError::NotInside(_)), "{path}: {error}");
    }
    assert_eq!(read(&outside, "a.md"), "tea\n");
}
