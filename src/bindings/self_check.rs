//! The checks of the engine, for `Passwork.selfCheck()`.

use super::platform::JsPlatform;
use crate::core::self_check;
use wasm_bindgen::prelude::*;

fn kernels() -> JsPlatform {
    JsPlatform::of_helper(JsValue::UNDEFINED)
}

/// The names of the checks that there are.
#[wasm_bindgen(js_name = checkNames)]
pub fn check_names() -> Vec<String> {
    self_check::names(&kernels()).into_iter().map(str::to_owned).collect()
}

/// Whether the check at a place in that list passes.
#[wasm_bindgen]
pub fn check(number: usize) -> bool {
    self_check::passes(number, &kernels())
}
