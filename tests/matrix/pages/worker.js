// A classic worker.
importScripts('/suite.js', '/passwork/web/dist/passwork-web-api.js');
passworkMatrix.run(self.passwork.Passwork, self.passwork.PassworkError);
