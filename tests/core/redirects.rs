//! Redirects (spec §4.2, D14).

use super::support::*;

const FROM: &str = "GET /user/info";
const ELSEWHERE: &str = "GET https://pw.test/elsewhere";

#[test]
fn within_the_origin_headers_go_along() {
    for target in ["/elsewhere", "https://pw.test/elsewhere", "https://PW.test:443/elsewhere", "../elsewhere?"] {
        let world = World::sealed();
        world.route(FROM, Answer::redirect(302, target));
        let job = world.start("userInfo", json!([]));
        world.run();
        let line = world.platform.network.waiting()[0].clone();
        world.answer(&line, Answer::data("there"));
        assert_eq!(text(&job.done().unwrap()), "there", "{target}");
        let sent = world.platform.network.sent();
        assert_eq!(sent[1].header("Passwork-Auth"), Some("token-1"));
        assert_eq!(sent[1].header("Passwork-MasterHash").map(str::len), Some(64));
    }
}

#[test]
fn methods_and_bodies() {
    for (status, method, keeps) in [
        (301, "PUT", false),
        (302, "PUT", false),
        (303, "PUT", false),
        (305, "PUT", true),
        (307, "PUT", true),
        (308, "PUT", true),
    ] {
        let world = World::plain();
        world.route("PUT /vaults/v1", Answer::redirect(status, "/elsewhere"));
        let line = format!("{} https://pw.test/elsewhere", if keeps { method } else { "GET" });
        world.route(&line, Answer::data(1));
        world.call("editVault", json!(["v1", "n"])).unwrap();
        let sent = world.platform.network.sent();
        assert_eq!(sent[1].line, line, "{status}");
        assert_eq!(sent[1].body.is_some(), keeps, "{status}");
        assert_eq!(sent[1].header("Content-Type").is_some(), keeps, "{status}");
    }
}

#[test]
fn five_hops_and_no_more() {
    let world = World::plain();
    world.route(FROM, Answer::redirect(302, "/elsewhere"));
    let hop = Answer::redirect(302, "/elsewhere");
    let hops = |n: usize| std::iter::repeat_n(hop.clone(), n).chain([Answer::data("there")]);
    world.platform.network.route_each(ELSEWHERE, hops(4));
    assert_eq!(text(&world.call("userInfo", json!([])).unwrap()), "there");
    world.lines();
    world.platform.network.route_each(ELSEWHERE, hops(5));
    let problem = problem(world.call("userInfo", json!([])));
    assert_eq!((status(&problem), world.lines().len()), (302, 6));
}

#[test]
fn nothing_goes_to_another_origin() {
    for target in ["https://other.test/x", "http://pw.test/x", "https://pw.test:8443/x", "//other.test/x"] {
        for line in [FROM, "POST /auth/login/key"] {
            let world = World::sealed();
            world.route("GET /info/version", Answer::data(json!({})));
            world.route(line, Answer::redirect(307, target));
            let outcome = match line {
                FROM => world.call("userInfo", json!([])),
                _ => world.call("login", json!(["key", "m"])),
            };
            let problem = rejects(outcome, FailureKind::NotApi, "redirects to another origin");
            assert_eq!(status(&problem), 0, "serverError");
            assert!(world.lines().iter().all(|l| !l.contains("://")), "{target}");
        }
    }
}

#[test]
fn redirects_that_lead_nowhere() {
    for answer in [Answer::redirect(302, ""), Answer::redirect(302, "https:///")] {
        let world = World::plain();
        world.route(FROM, answer);
        let problem = rejects(world.call("userInfo", json!([])), FailureKind::NotApi, "redirect");
        assert_eq!(status(&problem), 0);
    }
    let world = World::plain();
    let opaque = Answer::Response { status: 0, content_type: None, location: None, body: String::new(), opaque: true };
    world.route(FROM, opaque);
    rejects(world.call("userInfo", json!([])), FailureKind::NotApi, "cannot be followed here");
}

#[test]
fn other_3xx_are_errors_with_their_status() {
    for code in [300, 304, 306] {
        let world = World::plain();
        world.route(FROM, Answer::text(code, "", ""));
        assert_eq!(status(&problem(world.call("userInfo", json!([])))), code);
    }
}

#[test]
fn the_host_of_httprequest_is_the_first_one() {
    let world = World::plain();
    world.route(FROM, Answer::redirect(302, "/elsewhere"));
    world.route(ELSEWHERE, Answer::error(404, "x"));
    let problem = problem(world.call("userInfo", json!([])));
    assert_eq!(problem.http.as_ref().unwrap().request, "GET: https://pw.test/api/v4/user/info");
}
