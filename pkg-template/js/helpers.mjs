// The helpers on results: plain functions that close over the result and a key of the engine's table. The engine keeps
// no reference to a result.

import { way } from './stack.mjs';

const [TEXT, FIELDS, BYTES, FILE, CODE] = [way(), way(), way(), way(), way()];

export const helpers = (engine) => ({
  attachToPassword(password, key) {
    const held = engine.hold(key);
    const getPassword = () => engine.use(TEXT, (glue) => glue.passwordText(held.key, password), getPassword);
    const getCustoms = () => engine.use(FIELDS, (glue) => glue.customFields(held.key, password), getCustoms);
    password.getPassword = getPassword;
    password.getCustoms = getCustoms;
  },

  attachToAttachment(attachment, key, host) {
    const held = engine.hold(key);
    const getData = () => engine.use(BYTES, (glue) => glue.attachmentBytes(held.key, attachment), getData);
    const saveTo = (path, name = null) =>
      engine.use(FILE, (glue) => glue.saveAttachment(held.key, attachment, path, name, host), saveTo);
    attachment.getData = getData;
    attachment.saveTo = saveTo;
  },

  attachToTotpField(field, isExact) {
    const getTotpCode = () => engine.use(CODE, (glue) => glue.totpCode(field, isExact), getTotpCode);
    field.getTotpCode = getTotpCode;
  },
});
