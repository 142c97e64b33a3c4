//! `fetch`: called as a function, its answers and rejections taken as they come.

use super::support::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

async fn with_answer(answer: &str) -> World {
    World::new(&format!("{{ 'GET /user/info': () => {answer} }}")).await
}

#[wasm_bindgen_test]
async fn it_is_called_plainly() {
    let world = World::new("{ 'GET /user/info': T.answer(1), 'PUT /vaults/v': T.answer(2) }").await;
    world.call("userInfo", "[]").await.unwrap();
    world.call("editVault", "['v', 'n']").await.unwrap();
    let sent = world.sent();
    check(
        &sent,
        "v.every((c) => c.receiver === undefined || c.receiver === globalThis) && v.every((c) => c.count === 2)",
    );
    check(&sent, "typeof v[0].url === 'string' && Object.keys(v[0].init).join() === 'method,headers,redirect'");
    check(&sent, "Object.keys(v[1].init).join() === 'method,headers,redirect,body' && v[1].init.redirect === 'manual'");
    check(&sent, r#"v[1].init.body === '{"name":"n"}' && v[1].init.headers['Content-Type'] === 'application/json'"#);
    check(
        &sent,
        "Object.getPrototypeOf(v[0].init.headers) === Object.prototype && v[0].init.headers['Passwork-Auth'] === 'of the session'",
    );
}

#[wasm_bindgen_test]
async fn answers_of_no_class() {
    for (answer, data) in [
        ("T.answer('x')", "v === 'x'"),
        ("({ then(ok) { ok(T.answer('thenable')) } })", "v === 'thenable'"),
        (
            "Promise.resolve({ ...T.answer('x'), text: () => JSON.stringify({ data: 'no promise' }) })",
            "v === 'no promise'",
        ),
        ("Promise.resolve(new Response(JSON.stringify({ data: 5 })))", "v === 5"),
        ("Promise.resolve({ status: 200, text: async () => '{\"data\":6}' })", "v === 6"),
        (
            "Promise.resolve({ status: 200, headers: { get() { throw 1 } }, text: async () => '{\"data\":7}' })",
            "v === 7",
        ),
    ] {
        check(&with_answer(answer).await.call("userInfo", "[]").await.unwrap(), data);
    }
}

#[wasm_bindgen_test]
async fn answers_that_are_none() {
    for answer in [
        "undefined",
        "null",
        "Promise.resolve(undefined)",
        "Promise.resolve({})",
        "Promise.resolve({ status: 200 })",
        "Promise.resolve({ status: 200, text: 'no function' })",
        "Promise.resolve({ get status() { throw 1 }, text: async () => '' })",
        "Promise.resolve({ status: 200, text() { throw new Error('x') } })",
        "Promise.resolve({ status: 200, text: async () => undefined })",
        "Promise.resolve({ status: 200, text: async () => ({}) })",
        "Promise.resolve({ status: 200, text: async () => { throw 'cut' } })",
        "Promise.resolve({ status: 'odd', text: async () => '' })",
    ] {
        let error = with_answer(answer).await.rejection("userInfo", "[]").await;
        check(
            &error,
            "v instanceof Error && typeof v.kind === 'string' && v.message.startsWith('GET: https://pw.test/api/v4/user/info')",
        );
    }
}

/// A method that answers with what may be a file, and hands on whatever it is.
const FILE: (&str, &str) = ("deletePasswordAttachment", "['p', 'a']");

async fn file(answer: &str) -> World {
    World::new(&format!("{{ 'DELETE /passwords/p/attachment/a': () => {answer} }}")).await
}

/// Answers that are one long string for the most part are read as bytes and parsed around it; nobody can tell.
#[wasm_bindgen_test]
async fn large_answers_are_read_as_small_ones() {
    let long = "'0123456789abcdef'.repeat(30000)";
    let data = [
        format!("{{ id: 'x', encryptedData: {long}, hash: 'é', more: [1, {{ a: null }}] }}"),
        format!(r#"{{ before: 'é"\\\n'.repeat(99), encryptedData: {long}.replaceAll('a', 'é😀') }}"#),
        format!(r"{{ encryptedData: {long} + '\\' }}"),
        format!(r#"{{ encryptedData: {long} + '"' + {long} }}"#),
        format!("{{ [{long}]: 1, after: 2 }}"),
        format!("[[[{long}]]]"),
        format!("{{ ['__proto__']: {long} }}"),
        long.to_owned(),
        "Array.from({ length: 60000 }, (_, i) => ({ id: 'n' + i }))".to_owned(),
        "Array.from({ length: 300000 }, (_, i) => i)".to_owned(),
    ];
    for data in data {
        for headers in ["{}", "{ headers: { 'content-length': '9999999' } }"] {
            let answer = format!("Promise.resolve(new Response(JSON.stringify({{ data: {data} }}), {headers}))");
            let read = file(&answer).await.call(FILE.0, FILE.1).await.unwrap();
            check(&read, &format!("JSON.stringify(v) === JSON.stringify({data})"));
        }
    }
    let no_json = [
        format!(r#"'{{"data":"' + {long} + '",'"#),
        format!(r#"'{{"data":"' + {long}"#),
        format!(r"'{{' + {long} + '}}'"),
        format!(r#"'"' + {long} + '" "'"#),
    ];
    for body in no_json {
        let answer = format!("Promise.resolve(new Response({body}))");
        let error = file(&answer).await.rejection(FILE.0, FILE.1).await;
        check(&error, "v.kind === 'notApi'");
    }
    // The last of two members of one name counts, as ever.
    let twice = format!(r#"Promise.resolve(new Response('{{"data":{{"a":"' + {long} + '","a":2}}}}'))"#);
    check(&file(&twice).await.call(FILE.0, FILE.1).await.unwrap(), "v.a === 2");
    // A mock is asked for nothing that it may not have.
    let text = format!(r#"async () => '{{"data":"' + {long} + '"}}'"#);
    let mock = format!("Promise.resolve({{ status: 200, arrayBuffer() {{ throw 1 }}, text: {text} }})");
    check(&file(&mock).await.call(FILE.0, FILE.1).await.unwrap(), "v.length === 480000");
}

#[wasm_bindgen_test]
async fn rejections_of_every_kind() {
    for (reason, wanted) in [
        ("'a string'", "v.cause.message === 'a string' && v.cause.stack === 'Error: a string'"),
        ("undefined", "!('cause' in v)"),
        ("null", "!('cause' in v)"),
        ("5", "v.cause.message === '5'"),
        ("Symbol('s')", "v.cause.message === 'Symbol(s)'"),
        ("() => 1", "v.cause.message === ''"),
        (
            "Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })",
            "/nothing listens/.test(v.message) && v.cause.name === 'TypeError' && v.cause.cause.code === 'ECONNREFUSED'",
        ),
        (
            "new AggregateError([Object.assign(new Error('connect'), { code: 'ENOTFOUND' })], '')",
            "/cannot be resolved/.test(v.message) && v.cause.cause.message === 'connect'",
        ),
        ("Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' })", "/expired/.test(v.message)"),
        ("new DOMException('x', 'AbortError')", "v.kind === 'aborted' && v.cause.name === 'AbortError'"),
        ("T.vm.runInNewContext('new Error(1)')", "v.cause.message === '1'"),
        (
            "{ get code() { throw 1 }, get cause() { throw 2 }, get name() { throw 3 }, get message() { throw 4 } }",
            "v.kind === 'network' && v.cause.stack === 'Error'",
        ),
        (
            "{ name: Symbol('n'), code: 5, message: {}, cause: 1n }",
            "v.cause.name === 'Error' && v.cause.cause.message === '1'",
        ),
        (
            "(() => { const e = new Error('round'); e.cause = e; return e })()",
            "v.cause.cause.cause.cause.cause === undefined",
        ),
        ("new Error('x'.repeat(70000))", "v.cause.message === ''"),
        ("(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy })()", "v.kind === 'network'"),
    ] {
        for how in ["Promise.reject(", "(() => { throw "] {
            let tail = if how.ends_with('(') { ")" } else { " })()" };
            let world = with_answer(&format!("{how}{reason}{tail}")).await;
            let error = world.rejection("userInfo", "[]").await;
            check(&error, &format!("v.httpStatus === 'serverError' && ({wanted})"));
        }
    }
}

/// What is thrown may hold the request in any way: none of it is handed on but words.
#[wasm_bindgen_test]
async fn causes_are_new_errors_without_secrets() {
    for thrown in [
        "new Error('cannot fetch ' + url)",
        "Object.assign(new Error('x'), { url, parts: url.split('/'), map: new Map([[url, init]]), [Symbol(url)]: init })",
        "Object.assign(new Error('x', { cause: new Error(url, { cause: { init } }) }), { code: url })",
        "new (class extends Error { get secret() { return url } toJSON() { return url } toString() { return url } })('x')",
        "Object.assign(new Error('x'), { name: url, stack: url, headers: new Headers(init.headers) })",
        "new Proxy(new Error('x'), { get: () => url, ownKeys: () => [url, 'stack'] })",
        "new AggregateError([new Error(url), url], url)",
        "Object.assign(() => url, { message: url })",
        "url",
    ] {
        let fetch = format!("(url, init) => Promise.reject({thrown})");
        let world = World::with(&format!("{{ fetch: {fetch}, token: 'secret-token' }}"), "undefined").await;
        let error = world.rejection("login", "['secret/key', 'secret master']").await;
        let inspect = "process.getBuiltinModule('node:util').inspect";
        check(
            &error,
            &format!("!/secret/.test({inspect}(v, {{ depth: 9, showHidden: true, getters: true }}) + v + v.cause)"),
        );
        check(&error, "Object.getPrototypeOf(v.cause) === Error.prototype && v.cause.stack.startsWith(v.cause.name)");
        check(
            &error,
            "Reflect.ownKeys(v.cause).every((k) => ['stack', 'message', 'name', 'code', 'cause'].includes(k))",
        );
    }
    let echo = "(url, init) => Promise.reject('refused: ' + init.headers['Passwork-Auth'])";
    let world = World::with(&format!("{{ fetch: {echo}, token: 'secret-token' }}"), "undefined").await;
    check(&world.rejection("userInfo", "[]").await, "v.cause.message === 'refused: ***'");
}

#[wasm_bindgen_test]
async fn no_fetch_at_all() {
    let world = World::with("{ fetch: undefined }", "undefined").await;
    // Nor Node's client.
    js("globalThis.kept = [globalThis.fetch, process.getBuiltinModule]");
    js("globalThis.fetch = process.getBuiltinModule = undefined");
    let error = world.rejection("userInfo", "[]").await;
    js("[globalThis.fetch, process.getBuiltinModule] = kept");
    check(&error, "v.kind === 'usage' && /no fetch/.test(v.message)");
    let world = World::with("{ fetch: 'text' }", "undefined").await;
    check(&world.rejection("userInfo", "[]").await, "v.kind === 'usage'");
}

#[wasm_bindgen_test]
async fn redirects_by_hand() {
    let routes = r"{
      'GET /user/info': () => Promise.resolve(T.text('', 302, '', '../there?x#y')),
      'GET /there?x#y': T.answer('there'),
      'GET /vaults/count': () => Promise.resolve(T.text('', 307, '', 'https://other.test/')),
      'GET /vaults/tags': () => Promise.resolve({ type: 'opaqueredirect', status: 0, text: async () => '' }),
    }";
    let world = World::new(routes).await;
    check(&world.call("userInfo", "[]").await.unwrap(), "v === 'there'");
    for method in ["getVaultsCount", "getTags"] {
        check(&world.rejection(method, "[]").await, "v.kind === 'notApi' && /redirect/.test(v.message)");
    }
    check(&world.sent(), "v.every((c) => c.url.startsWith('https://pw.test/'))");
}

#[wasm_bindgen_test]
async fn the_key_is_the_same_with_and_without_subtle() {
    let routes = "{ 'GET /user/get-master-key-options': T.answer({ mkOptions: 'pbkdf:sha256:1000:64:salt' }) }";
    let world = World::new(routes).await;
    let args = "[{ useMasterPassword: true, refreshToken: 'r', masterPassword: 'pässword 😀' }]";
    let fast = world.call("loadMasterKey", args).await.unwrap();
    js("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true })");
    let slow = world.call("loadMasterKey", args).await;
    js("delete globalThis.crypto.subtle");
    assert!(fast == slow.unwrap());
    check(&fast, "typeof v === 'string' && v.length === 88");
    assert!(!js("crypto.subtle").is_undefined());
    assert_ne!(fast, JsValue::UNDEFINED);
}
