// In a page, after the script-tag build.
const { Passwork, PassworkError } = window.passwork;
passworkMatrix.run(Passwork, PassworkError, {
  also: { 'passwork(host) makes one': window.passwork('http://localhost/api/v4') instanceof Passwork },
});
