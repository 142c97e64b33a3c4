// A certificate of the server in words: whose it is, until when, and why nobody here trusts it.

/** The name of the one that a certificate is of, or that signed it. */
const nameOf = (subject) => [subject?.CN ?? subject?.O ?? 'somebody without a name'].flat().join(', ');

/** The last one of the chain that was sent or known: its issuer is the one that is missing. */
function endOf(certificate) {
  let last = certificate;
  const seen = new Set();
  while (last.issuerCertificate && last.issuerCertificate !== last && !seen.has(last)) {
    seen.add(last);
    last = last.issuerCertificate;
  }
  return last;
}

const dayOf = (text) => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
};

/** The names that a certificate is for. */
const namesOf = ({ subjectaltname = '' }) =>
  subjectaltname
    .split(', ')
    .map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
    .filter(Boolean)
    .slice(0, 10)
    .join(', ') || 'nothing';

const AUTHORITY = 'Give the certificate of that authority by --ca FILE or PASSWORK_CA';

/** What a certificate is, in a line. */
export function described({ protocol, certificate }) {
  const { subject, issuer, valid_to: until } = certificate;
  return `${protocol}, certificate of ${nameOf(subject)} by ${nameOf(issuer)}, until ${dayOf(until)}`;
}

/** Days that a certificate is still good for. */
export const daysLeft = ({ certificate }, now = Date.now()) =>
  Math.floor((new Date(certificate.valid_to).getTime() - now) / 86_400_000);

/** Why a certificate is not trusted, and what to do: `{message, advice}`. */
export function distrust({ certificate, reason }, hostname) {
  const { subject, valid_from: from, valid_to: until } = certificate;
  const whose = `the certificate of ${nameOf(subject)}`;
  const issuer = nameOf(endOf(certificate).issuer);
  switch (reason) {
    case 'CERT_HAS_EXPIRED':
      return {
        message: `${whose} has expired on ${dayOf(until)}`,
        advice: 'Have it renewed on the server. If that is in the future, the clock of this machine is wrong',
      };
    case 'CERT_NOT_YET_VALID':
      return { message: `${whose} begins on ${dayOf(from)}`, advice: 'Set the clock of this machine' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        message: `${whose} is not for ${hostname}, but for ${namesOf(certificate)}`,
        advice: 'Use a name of the certificate as the host, or have one made for this name',
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return {
        message: `${whose} is signed by itself`,
        advice:
          'Give that certificate by --ca FILE or PASSWORK_CA, once you know by another way that it is the right one',
      };
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return { message: `${whose} is signed by ${issuer}, an authority that is not known here`, advice: AUTHORITY };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return {
        message: `${whose} leads to ${issuer}, an authority that is not known here`,
        advice: `${AUTHORITY}. If it is a public one, the server does not send the certificates between`,
      };
    default:
      return { message: `${whose} is not trusted (${reason})`, advice: AUTHORITY };
  }
}
