// What is copied from a spreadsheet comes with tabs; the server reads commas. A cell with a comma, a quote or a line
// break is quoted.
export function csv_of(pasted: string): string {
  if (!pasted.includes('\t')) return pasted
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
  return pasted
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.split('\t').map(cell).join(','))
    .join('\n')
}
