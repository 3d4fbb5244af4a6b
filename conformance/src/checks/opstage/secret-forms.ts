/**
 * The forms in which a secret leaks without looking like itself: encoded, escaped, turned round, or cut short. A form is
 * kept only when it is long enough not to occur by chance.
 */
export interface SecretForm {
  form: string;
  text: string;
}

const lengthMin = 10;
const partLength = 14;

export function secretForms(value: string): SecretForm[] {
  const bytes = Buffer.from(value, 'utf8');
  const forms: SecretForm[] = [
    { form: 'as it is', text: value },
    { form: 'in JSON', text: JSON.stringify(value).slice(1, -1) },
    { form: 'in a URL', text: encodeURIComponent(value) },
    { form: 'in hex', text: bytes.toString('hex') },
    { form: 'in upper-case hex', text: bytes.toString('hex').toUpperCase() },
    { form: 'turned round', text: [...value].reverse().join('') },
    { form: 'in lower case', text: value.toLowerCase() },
    { form: 'in upper case', text: value.toUpperCase() },
    // What every token begins with tells nothing.
    { form: 'its beginning', text: value.replace(/^opstage_[a-z]+_/, '').slice(0, partLength) },
    { form: 'its end', text: value.slice(-partLength) },
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
  ];
  const different = new Map(forms.map((one) => [one.text, one]));
  return [...different.values()].filter(({ text }) => text.length >= lengthMin);
}

/** What is the same in base64 whatever stands before and after, at one of the three alignments. */
function base64At(bytes: Buffer, offset: number): SecretForm[] {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
  const stable = (text: string) => text.slice(offset === 0 ? 0 : 4, -4);
  return [
    { form: `in base64 (${offset})`, text: stable(shifted.toString('base64')) },
    { form: `in base64url (${offset})`, text: stable(shifted.toString('base64url')) },
  ];
}
