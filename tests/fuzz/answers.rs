//! Whole calls against a server that answers anything: no panic, every call ends, nothing leaks.

use super::support::{Answer, Document, Failure, FetchFailureReason, Job, Native, Outcome, Value, World};
use super::{change, leaks, seeds};
use passwork_wasm::core::client::{Answers, Encryption, Method};
use passwork_wasm::core::results;
use serde_json::{Value as Json, json};

/// More requests than any call of the seeds can need, whatever it is answered.
const MOST_REQUESTS: usize = 400;

/// The check of the target.
pub fn check(case: &Json) -> Result<(), String> {
    failures(case).map(drop)
}

/// Runs a case; the messages of the calls that failed, or what must not be.
pub fn failures(case: &Json) -> Result<Vec<String>, String> {
    let mode = case["mode"].as_str().unwrap_or("sealed");
    let mut options = seeds::options(mode);
    change::apply(&mut options, &case["options"]);
    let world = World::with_record(&change::value_of(&options).frozen());
    world.platform.disk.put("/f", seeds::FILE.as_bytes());
    world.platform.now.set(1.7e12);
    let mut server = Server { mode, answers: &case["answers"], asked: 0 };
    let mut failed = Vec::new();
    for call in case["calls"].as_array().into_iter().flatten() {
        let method = call["method"].as_str().unwrap_or_default();
        let args: Vec<Value> =
            call["args"].as_array().into_iter().flatten().map(|arg| change::value_of(arg).frozen()).collect();
        let is_sealed = !matches!(world.client.session.borrow().encryption, Encryption::Plain);
        let is_immediate = Method::ALL.iter().any(|m| m.name() == method && m.answers() == Answers::Immediate);
        let outcome = if is_immediate {
            world.now(method, args)
        } else {
            let job = world.start(method, args);
            server.serve(&world, &job).map_err(|why| format!("{method}: {why}"))?;
            job.done()
        };
        for sent in world.platform.network.take_sent() {
            if is_sealed {
                leaks::of_request(&sent).map_err(|why| format!("{method}: {why}"))?;
            }
        }
        match &outcome {
            Ok(result) => use_helpers(&world, result, 0)?,
            Err(failure) => {
                leaks::of_failure(failure).map_err(|why| format!("{method}: {why}"))?;
                failed.push(match failure {
                    Failure::Ours(problem) => problem.message.clone(),
                    Failure::Foreign(_) => "the caller's own".to_owned(),
                });
            }
        }
    }
    for line in world.platform.services.printed.borrow().iter() {
        leaks::of_text(line).map_err(|why| format!("printed: {why}"))?;
    }
    Ok(failed)
}

/// Calls every helper that is on a result.
fn use_helpers(world: &World, result: &Value, depth: usize) -> Result<(), String> {
    if depth > 4 {
        return Ok(());
    }
    let told =
        |outcome: Outcome| outcome.map_or_else(|failure| leaks::of_failure(&failure).map(|()| None), |v| Ok(Some(v)));
    if result.own("getPassword").as_helper().is_some() {
        told(world.password_text(result))?;
        if let Some(customs) = told(world.customs(result))? {
            for field in customs.items() {
                let Some(spelling) = field.own("getTotpCode").as_totp_helper() else { continue };
                let code = results::totp_code::<Native, Value>(&world.platform, &field, spelling);
                code.map_or_else(|failure| leaks::of_failure(&failure), |_| Ok(()))?;
            }
        }
    }
    if result.own("getData").as_helper().is_some() {
        world.data(result).map_or_else(|failure| leaks::of_failure(&failure), |_| Ok(()))?;
        let saved = world.save(result, "/folder", json!(null));
        saved.map_or_else(|failure| leaks::of_failure(&failure), |()| Ok(()))?;
    }
    result.items().iter().chain([&result.own("password")]).try_for_each(|inner| use_helpers(world, inner, depth + 1))
}

/// What plays server.
struct Server<'a> {
    mode: &'a str,
    answers: &'a Json,
    asked: usize,
}

impl Server<'_> {
    /// Answers until the call has ended, and what goes on by itself, too.
    fn serve(&mut self, world: &World, job: &Job) -> Result<(), String> {
        let network = &world.platform.network;
        let mut pauses = 0;
        for _ in 0..MOST_REQUESTS {
            world.run();
            if let Some(line) = network.waiting().first() {
                let answer = self.answer(world, line);
                network.answer(line, answer);
            } else if !job.is_done() {
                // A timer, then: there is nothing else to wait for.
                pauses += 1;
                if pauses > 50 {
                    return Err("waits for nothing".to_owned());
                }
                world.platform.timers.advance(1e6);
            } else {
                return Ok(());
            }
        }
        Err(format!("asks without end: {:?}", network.waiting()))
    }

    fn answer(&mut self, world: &World, line: &str) -> Answer {
        let how = &self.answers[self.asked];
        self.asked += 1;
        let mut data = seeds::answer(self.mode, line);
        let success = |data| json!({ "status": "success", "data": data });
        let changed = |mut json: Json| {
            change::apply(&mut json, &how["changes"]);
            change::answer_text(&json)
        };
        let status = match how["changes"][0][0].as_u64().unwrap_or(0) {
            n @ 0..40 => 200 + 10 * n as u16,
            n => n as u16,
        };
        let of_json = |status, body: &str| Answer::text(status, "application/json; charset=utf-8", body);
        match how["kind"].as_str().unwrap_or("data") {
            "envelope" => of_json(200, &changed(success(data))),
            "error" => of_json(
                400,
                &changed(json!({ "status": "failed", "code": "notFound", "data": { "errorMessage": "no" } })),
            ),
            "expired" => of_json(401, &json!({ "status": "failed", "code": "apiSessionExpired" }).to_string()),
            "echo" => {
                let sent = world.platform.network.sent();
                let last = sent.last().map(|sent| json!([sent.url, sent.headers, sent.json()])).unwrap_or_default();
                of_json(400, &json!({ "code": "echo", "message": last.to_string(), "data": last }).to_string())
            }
            "cut" => {
                let text = changed(success(data));
                let cut = text.char_indices().nth(text.len() / 3).map_or(0, |(i, _)| i);
                of_json(200, &text[..cut])
            }
            "html" => Answer::text(status, "text/html", &format!("<html>{line}</html>")),
            "redirect" => {
                Answer::redirect(302, ["/api/v4/x", "https://other.test/", "", "http://pw.test/"][self.asked % 4])
            }
            "network" => Answer::failure(FetchFailureReason::Network, "ECONNRESET"),
            "status" => of_json(status, &changed(success(data))),
            _ => {
                change::apply(&mut data, &how["changes"]);
                of_json(200, &change::answer_text(&success(data)))
            }
        }
    }
}
