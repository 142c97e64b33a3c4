// The helpers on results: plain functions that close over the result and a key of the engine's table. The engine keeps
// no reference to a result.

export const helpers = (engine) => ({
  attachToPassword(password, key) {
    const held = engine.hold(key);
    password.getPassword = () => engine.use((glue) => glue.passwordText(held.key, password));
    password.getCustoms = () => engine.use((glue) => glue.customFields(held.key, password));
  },

  attachToAttachment(attachment, key, host) {
    const held = engine.hold(key);
    attachment.getData = () => engine.use((glue) => glue.attachmentBytes(held.key, attachment));
    attachment.saveTo = (path, name = null) =>
      engine.use((glue) => glue.saveAttachment(held.key, attachment, path, name, host));
  },

  attachToTotpField(field) {
    field.getTotpCode = () => engine.use((glue) => glue.totpCode(field));
  },
});
