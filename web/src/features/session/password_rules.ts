// What a password must have. The server decides; this tells while typing. The same rules stand in the contract:
// at least ten characters, of three kinds at least (a long sentence needs no signs), and without the log-in name.
export type PasswordRule = 'long' | 'kinds' | 'not_login' | 'new'

const length_min = 10
const kinds_min = 3
const sentence_min = 16

export function met_rules(
  password: string,
  login: string,
  old_password: string,
): Record<PasswordRule, boolean> {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length
  const is_typed = password.length > 0
  return {
    long: [...password].length >= length_min,
    kinds: kinds >= kinds_min || [...password].length >= sentence_min,
    not_login: is_typed && (login === '' || !password.toLowerCase().includes(login.toLowerCase())),
    new: is_typed && password !== old_password,
  }
}
