//! A made-up generation of servers beside API v4: it says hello, and has vaults.

use crate::support::*;
use passwork_wasm::core::client::request::SendsToken;
use passwork_wasm::core::client::server::{Envelope, Fit, Headers, Probed, Protocol, Said, Server};
use passwork_wasm::core::client::session::auth_options::AuthOptions;
use passwork_wasm::core::client::{Args, Call, Endpoint, Method, Request, Token, Tokens};
use passwork_wasm::core::server::{Generation, generations};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

struct V9;

impl Protocol<Native> for V9 {
    fn generation(&self) -> u8 {
        9
    }

    fn base(&self) -> Option<&'static str> {
        Some("/api/v9")
    }

    fn headers(&self, _: &Call<Native>, _: SendsToken) -> Result<Headers, Failure<Value>> {
        Ok(Vec::new())
    }

    fn unwrap(&self, answer: Value) -> Envelope<Value> {
        Envelope::Data(answer)
    }

    fn said(&self, refusal: &Value) -> Said<Value> {
        Said { code: refusal.own("code"), texts: [Value::Undefined, Value::Undefined] }
    }

    fn advice(&self, _: Option<&str>, _: u16) -> Option<&'static str> {
        None
    }

    fn wants_renewal(&self, _: &Failure<Value>) -> bool {
        false
    }

    fn refuses_so(&self, refusal: &Value) -> bool {
        refusal.has_own("code")
    }

    fn logout(&self) -> Option<Request<Value>> {
        None
    }

    fn renewal(&self, _: &Tokens) -> Request<Value> {
        Request::post(Endpoint::at("/again"), None)
    }

    fn renewed(&self, _: &Value) -> Result<Tokens, Failure<Value>> {
        Ok((Token::Undefined, "".into()))
    }
}

type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

impl Server<Native> for V9 {
    fn start(self: Rc<Self>, _: Method, call: Call<Native>, _: Args<Value>) -> Boxed<Outcome> {
        Box::pin(async move { call.get(Endpoint::at("/vaults")).await })
    }

    fn load_key<'a>(
        self: Rc<Self>,
        _: &'a mut AuthOptions<Native>,
        _: bool,
    ) -> Pin<Box<dyn Future<Output = Result<(), Failure<Value>>> + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

fn hello(call: Call<Native>) -> Boxed<Result<Probed<Native>, Failure<Value>>> {
    Box::pin(async move {
        match call.get(Endpoint::at("/hello")).await {
            Ok(_) => Ok(Probed::Yes(Rc::new(V9))),
            Err(failure) => failure.elsewhere().map(Probed::No).ok_or(failure),
        }
    })
}

/// API v4, and the made-up one.
pub fn both() -> Vec<Generation<Native>> {
    let nine = Generation {
        number: 9,
        suffix: "/api/v9",
        is_told_by_suffix: true,
        make: |_| Rc::new(V9),
        probe: hello,
        fit: |_, args| match args.at(0).as_text() {
            Some(key) if key == *"nine" => Fit::Likely,
            Some(key) if key == *"surely nine" => Fit::Certain,
            _ => Fit::Unknown,
        },
    };
    generations().into_iter().filter(|generation| generation.number == 4).chain([nine]).collect()
}
