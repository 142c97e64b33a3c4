// The floor in a page: the same steps on WebCrypto, base32 on tables, native base64 where the browser has it.
// Loaded as a classic script; the key of the file is given, since MD5 (for key and IV) is not to be had there.
(() => {
  const letters = '0123456789abcdefghjkmnpqrtuvwxyz';
  const values = new Uint8Array(256).fill(255);
  for (let i = 0; i < 32; i += 1) values[letters.charCodeAt(i)] = i;

  function base32Decode(text) {
    const out = new Uint8Array(Math.floor((text.length * 5) / 8));
    const whole = text.length - (text.length % 8);
    let at = 0;
    let i = 0;
    for (; i < whole; i += 8) {
      const high =
        (values[text[i]] << 15) | (values[text[i + 1]] << 10) | (values[text[i + 2]] << 5) | values[text[i + 3]];
      const low =
        (values[text[i + 4]] << 15) | (values[text[i + 5]] << 10) | (values[text[i + 6]] << 5) | values[text[i + 7]];
      out[at] = high >> 12;
      out[at + 1] = high >> 4;
      out[at + 2] = (high << 4) | (low >> 16);
      out[at + 3] = low >> 8;
      out[at + 4] = low;
      at += 5;
    }
    let acc = 0;
    let bits = 0;
    for (; i < text.length; i += 1) {
      acc = ((acc << 5) | values[text[i]]) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out[at] = acc >> bits;
        at += 1;
      }
    }
    return out.subarray(0, at);
  }

  const ascii = new TextDecoder('latin1');
  const utf8 = new TextEncoder();

  function base64Decode(bytes) {
    const text = ascii.decode(bytes);
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const binary = atob(text);
    const out = new Uint8Array(binary.length);
    for (let i = 0; i < out.length; i += 1) out[i] = binary.charCodeAt(i);
    return out;
  }

  globalThis.floorDownload = async (host, attachment, { key, iv }) => {
    const get = async (endpoint) => {
      const headers = { 'Passwork-Auth': 'session-token-1', 'Passwork-MasterHash': '' };
      return JSON.parse(await (await fetch(host + endpoint, { headers, cache: 'no-store' })).text()).data;
    };
    const { vaultId } = await get('/passwords/pMain');
    await get(`/vaults/${vaultId}`);
    const { encryptedData, hash } = await get(`/passwords/pMain/attachment/${attachment}`);
    const armour = new Uint8Array(encryptedData.length);
    utf8.encodeInto(encryptedData, armour);
    const container = base64Decode(base32Decode(armour));
    const imported = await crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-CBC', false, ['decrypt']);
    const inner = await crypto.subtle.decrypt(
      { name: 'AES-CBC', iv: Uint8Array.from(iv) },
      imported,
      container.subarray(16),
    );
    const bytes = base64Decode(new Uint8Array(inner));
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    const digest = await crypto.subtle.digest('SHA-256', utf8.encode(text));
    const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
    if (hex !== hash) throw new Error('hashes differ');
    return bytes;
  };
})();
