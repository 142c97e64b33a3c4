//! Clients that only read (`readOnly`), on Passwork 7.

use super::furnished::{calls, furnished};
use super::support::*;
use passwork_wasm::core::client::{Effect, Method};

/// The session's own, and the batch of GETs.
const READS_BY_POST: [&str; 3] =
    ["POST /batch", "POST /sessions/refresh-access-token", "POST /sessions/refresh-refresh-token"];

#[test]
fn each_method_reads_or_sends_nothing() {
    for sealed in [true, false] {
        for called in calls() {
            let world = furnished(sealed);
            world.limit(json!({ "readOnly": true }));
            let method = Method::ALL.iter().find(|method| method.name() == called.method).unwrap();
            let writes = method.effect() == Effect::Writes || called.method == "call";
            let outcome = world.ends(called.method, called.args);
            let lines = world.lines();
            if writes {
                rejects(outcome, FailureKind::Usage, &format!("{} would change something", called.method));
                assert!(lines.is_empty(), "{}: {lines:?}", called.method);
            }
            for line in lines {
                assert!(
                    line.starts_with("GET ") || READS_BY_POST.contains(&line.as_str()),
                    "{}: {line}",
                    called.method
                );
            }
        }
    }
}

#[test]
fn call_takes_get_only() {
    let world = furnished(true);
    world.limit(json!({ "readOnly": true }));
    for method in [json!("POST"), json!("patch"), json!("PUT"), json!("DELETE"), json!(""), json!(null), json!(["GET"])]
    {
        rejects(world.call("call", json!([method, "/users/info"])), FailureKind::Usage, "call would change something");
    }
    assert!(world.lines().is_empty());
    for method in ["GET", "get"] {
        world.call("call", json!([method, "/users/info"])).unwrap();
    }
    assert_eq!(world.lines(), ["GET /users/info", "GET /users/info"]);
}
