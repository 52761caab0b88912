//! `--baseline FILE`: findings that are known are held back, so that a run fails on what is new alone.

use std::path::Path;

use anyhow::bail;

use crate::audit::{Audit, Baseline, BaselineReport};
use crate::catalog::Catalog;

/// Takes the known findings out of `audit`. With `update`, a file that is not there is made of all that was found, and
/// what is mended leaves a file that is; nothing ever joins it.
pub(super) fn apply(file: &Path, update: bool, catalog: &Catalog, audit: &mut Audit) -> anyhow::Result<BaselineReport> {
    if !file.exists() {
        if !update {
            bail!(
                "there is no baseline {}\n  help: `--update-baseline` writes it from what is found now",
                file.display()
            );
        }
        let baseline = Baseline::of(catalog, audit);
        baseline.save(file)?;
        return Ok(baseline.apply(catalog, audit));
    }
    let baseline = Baseline::load(file)?;
    let mut known = baseline.apply(catalog, audit);
    if update {
        baseline.without(&known.stale).save(file)?;
        known.stale.clear();
    }
    Ok(known)
}
