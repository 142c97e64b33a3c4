//! Timers, the caller's signal, progress.

use super::document::JsDoc;
use super::failure::to_js;
use super::imports;
use super::imports::{Imports, Wait};
use super::platform::JsPlatform;
use super::promises::JsFuture;
use crate::core::failure::Failure;
use crate::core::platform::{Documents, Errors, Progress, Timers};
use wasm_bindgen::JsValue;

/// A wait that leaves nothing behind when it is dropped.
struct Waiting(Wait);

impl Waiting {
    async fn end(self) -> JsValue {
        JsFuture::from(self.0.promise()).await.unwrap_or(JsValue::UNDEFINED)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Timers for JsPlatform {
    fn sleep(&self, milliseconds: f64) -> impl Future<Output = ()> + 'static {
        let waiting = Waiting(imports::with(|s| s.sleep(milliseconds)));
        async move {
            waiting.end().await;
        }
    }

    fn turn(&self) -> impl Future<Output = ()> + 'static {
        let turn = JsFuture::from(imports::with(Imports::turn));
        async move {
            let _ = turn.await;
        }
    }

    fn aborted(&self) -> Option<JsDoc> {
        let reason = self.host.aborted();
        if reason.is_undefined() { None } else { Some(JsDoc(reason)) }
    }

    fn abortion(&self) -> Result<impl Future<Output = JsDoc> + 'static, JsDoc> {
        let waiting = Waiting(self.host.abortion().map_err(JsDoc)?);
        Ok(async move { JsDoc(waiting.end().await) })
    }
}

impl Progress for JsPlatform {
    fn progress(&self, done: usize, total: usize) {
        self.host.progress(done, total);
    }
}

impl Errors for JsPlatform {
    fn error(&self, failure: Failure<<Self as Documents>::Doc>) -> JsDoc {
        JsDoc(to_js(failure))
    }
}
