// Which saved address belongs to which page: what keeps a password from being filled into a page that only looks alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiAddress,
  belongsTo,
  isFor,
  namesToSearch,
  permissionFor,
  webPage,
} from '../../examples/extension/src/address.js';

test('a saved address belongs to its own host and to those below it', () => {
  for (const [saved, page] of [
    ['https://github.com/login', 'https://github.com/session/new'],
    ['github.com', 'https://github.com/'],
    ['https://www.example.org', 'https://example.org/'],
    ['https://example.org', 'https://www.example.org/'],
    ['https://example.org', 'https://shop.example.org/basket'],
    ['http://example.org', 'https://example.org/'],
    ['https://EXAMPLE.org', 'https://example.org/'],
    ['http://localhost:8080', 'http://localhost:8080/login'],
    ['localhost:8080', 'http://localhost:8080/login'],
    ['http://192.168.0.1', 'http://192.168.0.1/admin'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ]) {
    assert.equal(belongsTo(saved, page), true, `${saved} in ${page}`);
  }
});

test('and to no other page', () => {
  for (const [saved, page] of [
    ['https://github.com', 'https://hub.com/'],
    ['https://hub.com', 'https://github.com/'],
    ['https://github.com', 'https://github.com.example.net/'],
    ['https://github.com', 'https://example.net/github.com'],
    ['https://github.com', 'https://github.com@example.net/'],
    ['https://shop.example.org', 'https://example.org/'],
    ['https://example.org', 'http://example.org/'], // what was saved for https
    ['http://localhost:8080', 'http://localhost:9090/'],
    ['https://org', 'https://example.org/'],
    ['http://1.1', 'http://10.1.1.1/'],
    ['ssh://bastion.example.org', 'https://bastion.example.org/'],
    ['javascript:alert(1)', 'https://example.org/'],
    ['', 'https://example.org/'],
    ['not an address', 'https://example.org/'],
  ]) {
    assert.equal(belongsTo(saved, page), false, `${saved} in ${page}`);
  }
});

test('an entry of Passwork 7 has several addresses', () => {
  const page = 'https://example.org/login';
  assert.equal(isFor({ url: 'https://example.org' }, page), true);
  assert.equal(isFor({ url: '', urls: ['https://other.example', 'https://example.org/'] }, page), true);
  for (const entry of [{ url: 'https://other.example', urls: ['https://example.com'] }, { urls: [null, 5] }, {}]) {
    assert.equal(isFor(entry, page), false, JSON.stringify(entry));
  }
});

test("the server's address: https, or this computer", () => {
  assert.equal(apiAddress(' passwork.example.com '), 'https://passwork.example.com');
  assert.equal(apiAddress('https://passwork.example.com/api/v4/'), 'https://passwork.example.com/api/v4');
  assert.equal(apiAddress('http://127.0.0.1:8080/'), 'http://127.0.0.1:8080');
  for (const typed of ['http://passwork.example.com', 'ftp://x', '', 'https://'])
    assert.throws(() => apiAddress(typed), typed);
  assert.deepEqual(permissionFor('https://passwork.example.com:8443/api/v4'), {
    origins: ['https://passwork.example.com/*'],
  });
});

test('what is asked of the server, and what is a page', () => {
  assert.deepEqual(namesToSearch('https://www.example.org/x'), ['example.org']);
  assert.deepEqual(namesToSearch('https://shop.example.org/'), ['shop.example.org', 'example.org']);
  assert.deepEqual(namesToSearch('http://192.168.0.1/'), ['192.168.0.1']);
  assert.equal(webPage('chrome://settings'), null);
  assert.equal(webPage(undefined), null);
  assert.equal(webPage('https://example.org/'), 'https://example.org/');
});
