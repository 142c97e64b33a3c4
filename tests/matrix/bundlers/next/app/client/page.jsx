'use client';
// A client component.
import '../../suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';
import { useEffect } from 'react';

let started = false;

export default function Page() {
  useEffect(() => {
    if (!started) globalThis.passworkMatrix.run(Passwork, PassworkError);
    started = true;
  }, []);
  return <p>client</p>;
}
