// The browser's own store. It may be full or forbidden: then nothing is remembered, and nothing breaks.
export function read_stored<T>(place: string): T | null {
  try {
    const text = localStorage.getItem(place)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

// false: it could not be kept.
export function write_stored(place: string, value: unknown): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function remove_stored(place: string) {
  try {
    localStorage.removeItem(place)
  } catch {
    // forbidden: there is nothing to remove
  }
}
