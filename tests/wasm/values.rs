//! Values across the border: texts, odd properties, getters that throw, other realms.

use super::support::*;
use js_sys::Function;
use passwork_wasm::bindings::{custom_fields, is_immediate, is_original, method_names, password_text};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const TEXTS: &str = r"['a\ud800b', '\udc00', '\ufffd', 'a\ufffd\ud800', '\ud83d\ude00', '', '\0', '\ufeffx']";

#[wasm_bindgen_test]
async fn texts_survive_in_both_directions() {
    let world = World::new("{}").await;
    let seen = js("[]");
    let listener = js("(seen) => ({ token }) => { seen.push(token) }");
    let listener = listener.unchecked_into::<Function>().call1(&JsValue::NULL, &seen).unwrap();
    assert!(world.host.listen(&"tokensChanged".into(), &listener));
    world.now("setTokens", "['start']").unwrap();
    for i in 0..8 {
        world.now("setTokens", &format!("[{TEXTS}[{i}]]")).unwrap();
    }
    check(&seen, &format!("JSON.stringify(v.slice(1)) === JSON.stringify({TEXTS})"));
}

#[wasm_bindgen_test]
async fn plain_mode_keeps_lone_surrogates() {
    let routes = r"{
      'GET /vaults/v': T.answer({ id: 'v' }),
      'GET /passwords/p': T.answer({ id: 'p', vaultId: 'v', cryptedPassword: 'Ye2ggGI=', custom: [] }),
      'POST /passwords': T.answer('new'),
    }";
    let world = World::new(routes).await;
    let password = world.call("getPassword", "['p']").await.unwrap();
    let key = get(&password, "key").as_f64().unwrap() as u32;
    check(&password_text(key, password.clone()).unwrap(), r"v === 'a\ud800b'");
    check(&custom_fields(key, password).unwrap(), "Array.isArray(v) && !v.length");
    world.call("addPassword", r"[{ vaultId: 'v', password: 'a\ud800b', name: '\ud800' }]").await.unwrap();
    check(&world.sent(), r#"v.at(-1).init.body.includes('"cryptedPassword":"Ye2ggGI="')"#);
    check(&world.sent(), r#"v.at(-1).init.body.includes('"name":"\\ud800"')"#);
}

#[wasm_bindgen_test]
async fn proto_is_a_property_like_any_other() {
    let odd = r#"JSON.parse('{"__proto__":{"x":1},"id":"f","vaultId":"v"}')"#;
    let routes = format!(
        r"{{
          'GET /vaults/v': T.answer({odd}),
          'POST /passwords': T.answer('new'),
          'GET /user/info': () => Promise.resolve(T.text('{{\x22__proto__\x22:{{\x22x\x22:1}},\x22code\x22:\x22c\x22}}', 400, 'application/json')),
        }}"
    );
    let world = World::new(&routes).await;
    let vault = world.call("getVault", "['v']").await.unwrap();
    check(&vault, "Object.keys(v).join() === '__proto__,id,vaultId' && Object.getPrototypeOf(v) === Object.prototype");
    let fields = r#"[JSON.parse('{"__proto__":{"x":1},"vaultId":"v","password":"x"}')]"#;
    world.call("addPassword", fields).await.unwrap();
    check(&world.sent(), r#"v.at(-1).init.body.includes('"__proto__":{"x":1}')"#);
    let error = world.rejection("userInfo", "[]").await;
    check(&error, "v instanceof Error && v.code === 'c' && v.x === undefined");
}

#[wasm_bindgen_test]
async fn ids_named_proto_in_maps() {
    let routes = r"{
      'GET /vaults/v': T.answer({ id: 'v' }),
      'GET /folders/f': T.answer({ id: 'f', vaultId: 'v' }),
      'GET /folders/f/passwords': T.answer([{ id: '__proto__' }]),
      'GET /folders/f/children': T.answer([]),
      'GET /passwords/__proto__': T.answer({ id: '__proto__', vaultId: 'v', cryptedPassword: 'YQ==' }),
      'POST /folders/f/move': T.answer('f'),
    }";
    let world = World::new(routes).await;
    world.call("moveFolder", "['f', 'v']").await.unwrap();
    check(&world.sent(), r#"v.at(-1).init.body.includes('"cryptedPasswords":{"__proto__":"YQ=="}')"#);
}

const THROWING: &str = "get password() { throw new Error('getter') }";

#[wasm_bindgen_test]
async fn getters_that_throw() {
    let world = World::new("{ 'GET /vaults/v': T.answer({ id: 'v' }) }").await;
    let error = world.rejection("addPassword", &format!("[{{ vaultId: 'v', {THROWING} }}]")).await;
    check(&error, "v.kind === 'usage' && /cannot be read/.test(v.message)");
    for entry in [
        "{ get name() { throw 1 }, value: 'v', type: 't' }",
        "new Proxy({}, { getOwnPropertyDescriptor() { throw 1 }, get() { throw 2 } })",
        "(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy })()",
        "(() => { const p = Proxy.revocable([], {}); p.revoke(); return p.proxy })()",
    ] {
        let args = format!("[{{ vaultId: 'v', password: 'x', custom: [{entry}] }}]");
        check(&world.rejection("addPassword", &args).await, "v.kind === 'usage' && /custom\\[0\\]/.test(v.message)");
    }
    // In the list itself, which is looked at after the first answer: the call must not hang.
    for list in [
        "Object.defineProperty([1], 0, { get() { throw 1 } })",
        "(() => { const p = Proxy.revocable([], {}); p.revoke(); return p.proxy })()",
        "new Proxy([1], { get() { throw 1 } })",
    ] {
        let args = format!("[{{ vaultId: 'v', password: 'x', custom: {list} }}]");
        check(&world.rejection("addPassword", &args).await, "v.kind === 'usage' && /custom/.test(v.message)");
    }
    world.now("setOptions", "[{ get lang() { throw 1 }, get hash() { throw 1 } }]").unwrap();
    check(&world.now("listenEvent", "[{ toString() { throw 1 } }, 5]").unwrap_err(), "v.kind === 'usage'");
}

#[wasm_bindgen_test]
async fn answers_that_no_helper_fits_on() {
    let routes = "{ 'GET /vaults/undefined': T.answer({}), 'GET /passwords/p': T.answer(null) }";
    check(&World::new(routes).await.rejection("getPassword", "['p']").await, "v.kind === 'notApi'");
    let frozen = "{ agent: class { request = { get: async () => Object.freeze({ id: 'x' }) } } }";
    let world = World::with("{}", frozen).await;
    check(&world.rejection("getPassword", "['p']").await, "v.kind === 'notApi' && /frozen/.test(v.message)");
    let frozen = "{ agent: class { constructor(record) { Object.freeze(record); this.request = {} } } }";
    World::with("{}", frozen).await.now("setTokens", "['x']").unwrap();
}

#[wasm_bindgen_test]
async fn ids_that_are_no_texts() {
    let world = World::new("{ 'GET /vaults/7': T.answer(1), 'GET /vaults/%5Bobject%20Object%5D': T.answer(2) }").await;
    for bad in [
        "{ toString() { throw new Error('no') } }",
        "Symbol('x')",
        "Object.create(null)",
        "{ toString: () => ({}) , valueOf: () => ({}) }",
        "(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy })()",
        "'\\ud800'",
        "'..'",
    ] {
        check(&world.rejection("getVault", &format!("[{bad}]")).await, "v.kind === 'usage' && /id/.test(v.message)");
    }
    check(&world.call("getVault", "[{ toString: () => '7' }]").await.unwrap(), "v === 1");
    check(&world.call("getVault", "[7n]").await.unwrap(), "v === 1");
    check(&world.call("getVault", "[{}]").await.unwrap(), "v === 2");
    check(&world.sent(), "v.length === 3");
}

#[wasm_bindgen_test]
async fn things_of_another_realm() {
    let routes = r"{
      'GET /vaults/v': () => T.vm.runInNewContext('Promise.resolve(answer)', { answer: T.answer({ id: 'v' }) }),
      'POST /passwords': T.answer('new'),
      'POST /passwords/search': T.answer([]),
    }";
    let world = World::new(routes).await;
    let fields = r"[T.vm.runInNewContext(`({
      vaultId: 'v', password: 'x', tags: ['a'],
      custom: [{ name: 'n', value: 'v', type: 't' }],
      attachments: [{ path: new Uint8Array([1, 2, 3]).subarray(1), name: 'f' }, { path: new ArrayBuffer(2) }],
    })`)]";
    world.call("addPassword", fields).await.unwrap();
    let body = "JSON.parse(new TextDecoder().decode(v.at(-1).init.body))";
    check(&world.sent(), &format!("{body}.custom.length === 1 && {body}.tags[0] === 'a'"));
    check(&world.sent(), &format!("{body}.attachments[0].encryptedData === btoa(btoa('\\x02\\x03'))"));
    check(&world.sent(), &format!("{body}.attachments[1].encryptedData === btoa(btoa('\\0\\0'))"));
    let listener = js("T.vm.runInNewContext('(function () {})')");
    assert!(world.host.listen(&"e".into(), &listener));
    world.call("searchPasswords", "['q', T.vm.runInNewContext('[1]')]").await.unwrap();
    check(&world.sent(), "JSON.parse(v.at(-1).init.body).tags[0] === 1");
}

#[wasm_bindgen_test]
async fn arguments_without_json() {
    let world = World::new("{ 'GET /vaults/v': T.answer({ id: 'v' }) }").await;
    for bad in ["(() => { const o = {}; o.o = o; return o })()", "1n", "{ toJSON() { throw 1 } }"] {
        let args = format!("[{{ vaultId: 'v', password: 'x', tags: {bad} }}]");
        check(&world.rejection("addPassword", &args).await, "v.kind === 'usage' && /JSON/.test(v.message)");
    }
}

#[wasm_bindgen_test]
async fn the_callers_fields_may_be_frozen() {
    let world = World::new("{ 'GET /vaults/v': T.answer({ id: 'v' }), 'POST /passwords': T.answer('new') }").await;
    let fields = js("[Object.freeze({ vaultId: 'v', password: 'x', custom: Object.freeze([]) })]");
    wasm_bindgen_futures::JsFuture::from(world.start("addPassword", &fields)).await.unwrap();
    check(&fields, "v[0].password === 'x' && !('cryptedPassword' in v[0])");
    check(&world.sent(), "!('password' in JSON.parse(v.at(-1).init.body))");
}

#[wasm_bindgen_test]
fn eighty_names() {
    let names = method_names();
    let originals = (0..names.len()).filter(|&number| is_original(number)).count();
    assert_eq!((originals, (0..names.len()).filter(|&number| is_immediate(number)).count()), (80, 4));
    assert!(!is_original(names.len()) && !is_immediate(names.len()));
}
