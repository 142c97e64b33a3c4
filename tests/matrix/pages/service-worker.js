// A classic service worker: importScripts at the start, work when asked.
importScripts('/suite.js', '/passwork/web/dist/passwork-web-api.js');
self.addEventListener('message', (event) => {
  event.waitUntil(passworkMatrix.run(self.passwork.Passwork, self.passwork.PassworkError));
});
