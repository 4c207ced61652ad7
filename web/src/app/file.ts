// Hands a file to the browser, to keep where it keeps what is downloaded.
const read_within_ms = 60_000 // the browser reads it after the click

export function save_file(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), read_within_ms)
}
