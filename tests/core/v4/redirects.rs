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

/// D46: a write is answered as it was sent, or not at all.
#[test]
fn a_write_never_becomes_a_get() {
    let writes = [
        ("editVault", json!(["v1", "n"]), "PUT /vaults/v1"),
        ("deleteVault", json!(["v1"]), "DELETE /vaults/v1"),
        ("addFolder", json!(["v1", "n"]), "POST /folders"),
        ("searchPasswords", json!(["q"]), "POST /passwords/search"),
        ("logout", json!([]), "POST /auth/logout"),
        ("login", json!(["key"]), "POST /auth/login/key"),
    ];
    for (method, args, line) in writes {
        for status in [301, 302, 303] {
            let world = World::plain();
            world.route("GET /info/version", Answer::data("5"));
            world.route(line, Answer::redirect(status, "/elsewhere"));
            world.route(ELSEWHERE, Answer::data("done"));
            let problem =
                rejects(world.call(method, args.clone()), FailureKind::NotApi, "whether it was done is not known");
            assert!(problem.message.contains(&status.to_string()));
            assert!(!world.lines().iter().any(|line| line.contains("elsewhere")), "{method}");
            assert_eq!(world.session().0, "token-1", "{method} did not count");
        }
    }
    // So does the renewal of a session.
    let world = World::plain();
    world.route(FROM, Answer::error(401, "apiSessionExpired"));
    world.route("POST /auth/refreshToken/token-1/refresh-1", Answer::redirect(302, "/elsewhere"));
    rejects(world.call("userInfo", json!([])), FailureKind::NotApi, "whether it was done is not known");
    // A redirect after one that may be followed is looked at in the same way.
    let world = World::plain();
    world.route("PUT /vaults/v1", Answer::redirect(307, "/elsewhere"));
    world.route("PUT https://pw.test/elsewhere", Answer::redirect(303, "/done"));
    rejects(world.call("editVault", json!(["v1", "n"])), FailureKind::NotApi, "whether it was done is not known");
}

#[test]
fn https_is_another_origin_and_is_named() {
    for (host, target, named) in [
        ("http://pw.test/api/v4", "https://pw.test/api/v4/info/version", "use https://pw.test/api/v4 as the host"),
        ("http://pw.test:80/api/v4", "https://pw.test:8443/v4/info/version", "use https://pw.test:8443/v4 as the host"),
        ("http://pw.test/api/v4", "https://pw.test/", "use https://pw.test as the host"),
        ("http://pw.test/api/v4", "https://pw.test/?from=/info/version", "use https://pw.test as the host"),
        ("http://pw.test/api/v4", "https://other.test/api/v4/info/version", "another origin, https://other.test."),
        ("http://pw.test/api/v4", "https://pw.test/token-1/info/version", "use https://pw.test as the host"),
        ("http://pw.test/api/v4", "https://token-1.test/info/version", "another origin. "),
    ] {
        let world = World::with(json!({ "host": host, "token": "token-1" }));
        world.platform.network.base.replace(host.to_owned());
        world.route("GET /info/version", Answer::redirect(301, target));
        let problem = rejects(world.call("login", json!(["key"])), FailureKind::NotApi, named);
        assert!(!problem.message.contains("token-1") && !problem.message.contains("whether"));
        assert_eq!(world.lines(), ["GET /info/version"], "{target}");
    }
    let world = World::plain();
    world.route("PUT /vaults/v1", Answer::redirect(308, "https://other.test/"));
    rejects(world.call("editVault", json!(["v1", "n"])), FailureKind::NotApi, "whether it was done is not known");
}

#[test]
fn methods_and_bodies() {
    for status in [305, 307, 308] {
        let world = World::plain();
        world.route("PUT /vaults/v1", Answer::redirect(status, "/elsewhere"));
        let line = "PUT https://pw.test/elsewhere";
        world.route(line, Answer::data(1));
        world.call("editVault", json!(["v1", "n"])).unwrap();
        let sent = world.platform.network.sent();
        assert_eq!(sent[1].line, line, "{status}");
        assert_eq!(sent[1].body, sent[0].body, "{status}");
        assert_eq!(sent[1].header("Content-Type"), Some("application/json"), "{status}");
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
