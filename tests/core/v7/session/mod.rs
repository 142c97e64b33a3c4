//! Sessions: logging in, renewing, and their end (V5, V7 to V9).

use super::support;
use super::support::seven::*;
use super::support::*;
use std::rc::Rc;

mod end;
mod login;
mod renewal;

const VAULTS: &str = "GET /vaults";
const TYPES: &str = "GET /vault-types/all";

fn started(world: &World) -> Job {
    let job = world.start("getVaultsCount", json!([]));
    world.run();
    job
}

fn empty() -> Answer {
    ok(json!({ "items": [] }))
}

fn bearer(world: &World) -> Vec<String> {
    let sent = world.platform.network.take_sent();
    let token = |sent: &Rc<passwork_wasm::core::platform::in_memory::Sent>| {
        sent.header("Authorization").unwrap_or("none").trim_start_matches("Bearer ").to_owned()
    };
    sent.iter().map(token).collect()
}

fn pair(world: &World) -> (String, String) {
    let (token, refresh, _, _) = world.session();
    (token, refresh)
}

fn texts(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}
