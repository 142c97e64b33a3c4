//! Calls that overlap, and objects that go away while they are needed.

use super::support::*;
use js_sys::{Array, Promise};
use passwork_wasm::bindings::{keys_held, password_text, release_key};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Every answer comes when `release` is called, the last first.
const LATE: &str = r"(() => {
  const waiting = [];
  const late = (data) => () => new Promise((done) => waiting.push(() => done(T.answer(data))));
  globalThis.release = () => { const all = waiting.splice(0).reverse(); all.forEach((go) => go()); return all.length };
  return { 'GET /user/info': late('me'), 'GET /vaults/list': late([]), 'GET /vaults/v': late({ id: 'v' }),
           'GET /passwords/p': late({ id: 'p', vaultId: 'v', cryptedPassword: 'YQ==' }) };
})()";

#[wasm_bindgen_test]
async fn many_calls_at_once() {
    let world = World::new(LATE).await;
    let none = js("[]");
    let calls = Array::new();
    for _ in 0..50 {
        calls.push(&world.start("userInfo", &none));
        calls.push(&world.start("getPassword", &js("['p']")));
        world.now("setTokens", "['t']").unwrap();
    }
    for _ in 0..3 {
        js("release()");
        turn().await;
    }
    let outcomes = JsFuture::from(Promise::all(&calls)).await.unwrap();
    check(&outcomes, "v.length === 100 && v[0] === 'me' && v[1].cryptedPassword === 'YQ=='");
    outcomes.unchecked_into::<Array>().iter().for_each(|o| {
        if o.is_object() {
            release_key(get(&o, "key").as_f64().unwrap() as u32);
        }
    });
}

#[wasm_bindgen_test]
async fn a_listener_that_calls_back() {
    let world = std::rc::Rc::new(World::new("{ 'GET /user/info': T.answer('me') }").await);
    let inner = world.clone();
    let depth = std::cell::Cell::new(0);
    let listener = wasm_bindgen::closure::Closure::<dyn Fn(JsValue)>::new(move |_| {
        depth.set(depth.get() + 1);
        if depth.get() < 5 {
            inner.now("setTokens", "['deeper']").unwrap();
            inner.now("listenEvent", "['tokensChanged', () => { throw new Error('a listener that throws') }]").unwrap();
            let _ = inner.start("userInfo", &js("[]"));
            let _ = inner.start("setAuthOptions", &js("['again']"));
        }
    });
    let silence = js("(() => { const kept = console.error; console.error = () => {}; return kept })()");
    world.host.listen(&"tokensChanged".into(), listener.as_ref());
    world.now("setTokens", "['first']").unwrap();
    turn().await;
    js_sys::Reflect::set(&js("console"), &"error".into(), &silence).unwrap();
    check(&world.call("userInfo", "[]").await.unwrap(), "v === 'me'");
}

#[wasm_bindgen_test]
async fn a_client_that_is_freed_with_a_call_under_way() {
    let world = World::new(LATE).await;
    let call = world.start("getPassword", &js("['p']"));
    drop(world);
    for _ in 0..2 {
        js("release()");
        turn().await;
    }
    let password = JsFuture::from(call).await.unwrap();
    let key = get(&password, "key").as_f64().unwrap() as u32;
    check(&password_text(key, password.clone()).unwrap(), "v === 'a'");
    release_key(key);
    check(&password_text(key, password).unwrap_err(), "v.kind === 'closed'");
}

#[wasm_bindgen_test]
async fn keys_come_and_go() {
    let before = keys_held();
    let routes = "{ 'GET /vaults/v': T.answer({ id: 'v' }), \
                   'GET /passwords/p': T.answer({ id: 'p', vaultId: 'v', cryptedPassword: 'YQ==' }) }";
    let world = World::new(routes).await;
    let mut held = Vec::new();
    for _ in 0..10 {
        held.push(get(&world.call("getPassword", "['p']").await.unwrap(), "key").as_f64().unwrap() as u32);
    }
    assert_eq!(keys_held(), before + 10);
    release_key(held[0]);
    release_key(held[0]);
    release_key(9_999_999);
    assert_eq!(keys_held(), before + 9);
    world.now("setTokens", "['']").unwrap();
    world.call("close", "[]").await.unwrap();
    assert_eq!(keys_held(), before);
    held.into_iter().skip(1).for_each(release_key);
    check(&world.rejection("userInfo", "[]").await, "v.kind === 'closed'");
    check(&world.now("setTokens", "['x']").unwrap_err(), "v.kind === 'closed'");
}

#[wasm_bindgen_test]
async fn resolve_and_reject_may_throw() {
    let world = World::new("{ 'GET /user/info': T.answer('me') }").await;
    let throwing = js("() => { throw new Error('thrown by resolve') }");
    world.client.call(
        world.host.clone(),
        &world.settings,
        number_of("userInfo"),
        Array::new(),
        throwing.clone(),
        throwing.clone(),
    );
    world.client.call(world.host.clone(), &world.settings, 9999, Array::new(), throwing.clone(), throwing);
    turn().await;
    check(&world.call("userInfo", "[]").await.unwrap(), "v === 'me'");
}
