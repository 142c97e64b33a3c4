//! What a caller catches (D2, D3, D32).

use super::support::*;
use wasm_bindgen_test::wasm_bindgen_test;

async fn error_for(body: &str) -> wasm_bindgen::JsValue {
    let world = World::new(&format!("{{ 'GET /user/info': T.answer(0, 403, {body}) }}")).await;
    world.rejection("userInfo", "[]").await
}

#[wasm_bindgen_test]
async fn own_fields_are_those_of_the_original() {
    let error = error_for("{ status: 'failed', code: 'accessDenied', data: { x: 1 }, more: null }").await;
    check(&error, "Object.keys(v).join() === 'httpRequest,httpStatus,httpMessage,status,code,data,more'");
    check(&error, "v.httpStatus === 403 && v.httpMessage === 'Forbidden' && v.data.x === 1 && v.more === null");
    check(
        &error,
        "v instanceof Error && v.kind === 'api' && v.name === 'PassworkError' && /accessDenied/.test(v.message)",
    );
    check(&error, "!('kind' in { ...v }) && JSON.parse(JSON.stringify(v)).code === 'accessDenied'");
}

#[wasm_bindgen_test]
async fn the_errors_own_members_are_not_overwritten() {
    let body = "{ httpRequest: 'h', httpStatus: 1, httpMessage: 'h', name: 'n', message: 'said', stack: 's', cause: 'c', \
                kind: 'closed', constructor: 'x', toString: 't', hasOwnProperty: 1, toJSON: 1, ['__proto__']: { a: 1 }, then: 1 }";
    let error = error_for(body).await;
    check(
        &error,
        "v.httpStatus === 403 && v.httpMessage === 'Forbidden' && v.httpRequest === 'GET: https://pw.test/api/v4/user/info'",
    );
    check(
        &error,
        "v.name === 'PassworkError' && v.message.includes('said') && v.stack !== 's' && v.cause === undefined",
    );
    check(
        &error,
        "Object.keys(v).join() === 'httpRequest,httpStatus,httpMessage,then' && v.kind === 'api' && !('a' in v)",
    );
    check(&error, "`${v}`.startsWith('PassworkError: GET') && JSON.parse(JSON.stringify(v)).httpStatus === 403");
    check(&error, "structuredClone(v) instanceof Error && { ...v }.then === 1");
}

#[wasm_bindgen_test]
async fn texts_have_no_fields() {
    let world = World::new("{}").await;
    let error = world.now("listenEvent", "['e']").unwrap_err();
    check(&error, "v.message === 'Function must be provided' && Object.keys(v).length === 0");
    let fields = "[{ password: 'x', custom: [{ name: 'n', value: 'bad', type: 'totp' }] }]";
    let world = World::new("{ 'GET /vaults/undefined': T.answer({}) }").await;
    let error = world.rejection("addPassword", fields).await;
    check(&error, "v.code === 'invalidTotpFormat' && Object.keys(v).join() === 'code' && v.kind === 'totp'");
}

#[wasm_bindgen_test]
async fn an_agent_of_the_callers_own() {
    let services = r"{ agent: class {
      request = {
        get: (endpoint) => endpoint === '/user/info' ? Promise.reject('text') : endpoint,
        post: () => { throw 5 },
        put: (endpoint, body) => Promise.resolve({ endpoint, body }),
      };
    } }";
    let world = World::with("{}", services).await;
    check(&world.rejection("userInfo", "[]").await, "v === 'text'");
    check(&world.rejection("logout", "[]").await, "v === 5");
    check(
        &world.rejection("deleteVault", "['v']").await,
        "v instanceof Error && v.kind === 'usage' && /request.delete/.test(v.message)",
    );
    check(&world.call("getVault", "['v']").await.unwrap(), "v === '/vaults/v'");
    check(&world.call("editVault", "['v', 'n']").await.unwrap(), "v.body.name === 'n' && v.endpoint === '/vaults/v'");
}
