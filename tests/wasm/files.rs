//! Files, views and Blobs.

use super::support::*;
use passwork_wasm::bindings::{attachment_bytes, save_attachment};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const ROUTES: &str = r"{
  'GET /vaults/v': T.answer({ id: 'v' }),
  'GET /passwords/p': T.answer({ id: 'p', vaultId: 'v', cryptedPassword: 'YQ==' }),
  'POST /passwords/p/attachment': T.answer('a'),
}";

const BODY: &str = "JSON.parse(new TextDecoder().decode(v.at(-1).init.body))";

#[wasm_bindgen_test]
async fn sources() {
    let world = World::new(ROUTES).await;
    for (source, name) in [
        ("new Uint8Array([1, 2, 3, 4]).subarray(1, 3)", "'n'"),
        ("new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)", "'n'"),
        ("new Uint8Array([2, 3]).buffer", "'n'"),
        ("Buffer.from([2, 3])", "'n'"),
        ("new Blob([new Uint8Array([2, 3])])", "'n'"),
        ("new File([new Uint8Array([2, 3])], 'n')", "'ignored'"),
        ("new File([new Uint8Array([2, 3])], '/a/path/n')", "'ignored'"),
        ("Object.assign(new Blob([new Uint8Array([2, 3])]), { name: 'C:\\\\dir\\\\n' })", "'ignored'"),
        ("(() => { const s = new SharedArrayBuffer(2); new Uint8Array(s).set([2, 3]); return s })()", "'n'"),
    ] {
        world.call("addPasswordAttachment", &format!("['p', {source}, {name}]")).await.unwrap();
        check(&world.sent(), &format!("{BODY}.encryptedData === btoa(btoa('\\x02\\x03')) && {BODY}.name === 'n'"));
    }
}

#[wasm_bindgen_test]
async fn sources_that_fail() {
    let world = World::new(ROUTES).await;
    for (source, words) in [
        (
            "{ [Symbol.toStringTag]: 'Blob', size: 1, arrayBuffer: () => Promise.reject('gone') }",
            "cannot read the file",
        ),
        ("{ [Symbol.toStringTag]: 'Blob', size: 1, arrayBuffer() { throw 'gone' } }", "cannot read the file"),
        ("{ [Symbol.toStringTag]: 'Blob', size: 6e6 }", "5MB"),
        ("'/no/such/file'", "/no/such/file"),
        ("'/tmp'", "/tmp"),
    ] {
        let error = world.rejection("addPasswordAttachment", &format!("['p', {source}, 'n']")).await;
        check(&error, &format!("v.kind === 'attachment' && v.message.includes({words:?})"));
    }
    for nothing in [
        "undefined",
        "{}",
        "5",
        "[1]",
        "{ [Symbol.toStringTag]: 'Blob' }",
        "{ get [Symbol.toStringTag]() { throw 1 } }",
        "(() => { const b = new ArrayBuffer(1); structuredClone(b, { transfer: [b] }); return b })()",
        "(() => { const a = new Uint8Array(1); structuredClone(a.buffer, { transfer: [a.buffer] }); return a })()",
    ] {
        let error = world.rejection("addPasswordAttachment", &format!("['p', {nothing}]")).await;
        check(&error, "v.kind === 'usage'");
    }
    check(&world.sent(), "v.every((c) => c.init.method === 'GET')");
}

#[wasm_bindgen_test]
async fn a_file_manager_of_the_callers_own() {
    let saved = "globalThis.saved = []";
    js(saved);
    let services = r"{ fileManager: {
      canUseFs: true,
      readFile: (path) => path === 'bad' ? 'no bytes' : new Uint8Array([path.length]).buffer,
      getFileBasename: () => 'a\ud800',
      saveToFile: (path, bytes) => { if (path === 'no/n') throw 'disk full'; saved.push([path, bytes]) },
    } }";
    let world = World::with(&format!("{{ fetch: T.fetch({ROUTES}) }}"), services).await;
    world.call("addPasswordAttachment", "['p', 'abc']").await.unwrap();
    check(&world.sent(), &format!(r"{BODY}.name === 'a\ud800' && {BODY}.encryptedData === btoa(btoa('\x03'))"));
    check(&world.rejection("addPasswordAttachment", "['p', 'bad']").await, "v.cause instanceof TypeError");

    let hash = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"; // of the text '0'
    let attachment = js(&format!("{{ encryptedKey: '', encryptedData: btoa(btoa('0')), hash: '{hash}', name: 'n' }}"));
    let routes = "{ 'GET /vaults/v': T.answer({ id: 'v' }), \
                   'GET /passwords/p': T.answer({ id: 'p', vaultId: 'v', cryptedPassword: 'YQ==' }) }";
    let plain = World::new(routes).await;
    let key = get(&plain.call("getPassword", "['p']").await.unwrap(), "key").as_f64().unwrap() as u32;
    let save = |path: &str| {
        save_attachment(key, attachment.clone(), path.into(), JsValue::UNDEFINED, world.host.clone().into())
    };
    save("dir/").unwrap();
    check(&js("saved"), "v[0][0] === 'dir/n' && v[0][1] instanceof Uint8Array && v[0][1][0] === 48");
    check(&save("no/").unwrap_err(), "v === 'disk full'");
    let (one, two) = (attachment_bytes(key, attachment.clone()), attachment_bytes(key, attachment.clone()));
    assert!(!js_sys::Object::is(&one.unwrap(), &two.unwrap()));
}
