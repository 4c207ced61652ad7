// What went wrong, whether the server said it or could not be reached. Everything that the API functions throw is
// a Problem, so that one place turns it into a message.
import type { ProblemDetails } from './types'

export type DecisionConflict = NonNullable<ProblemDetails['conflicts']>[number]

export interface FieldProblem {
  pointer: string
  detail: string
}

export class Problem extends Error {
  // status 0: no answer came at all.
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly request: string,
    readonly fields: FieldProblem[] = [],
    readonly present_version: number | undefined = undefined,
    // Of decisions: the rows that somebody else decided first, with both values.
    readonly conflicts: DecisionConflict[] = [],
  ) {
    super(detail)
  }

  // Nothing was lost and the same request may be sent again later.
  get is_passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }

  // Somebody else changed the record in between.
  get is_conflict(): boolean {
    return this.status === 412
  }
}

export function problem_from(response: Response, body: unknown): Problem {
  const details = (typeof body === 'object' && body !== null ? body : {}) as Partial<ProblemDetails>
  return new Problem(
    response.status,
    details.code ?? `status_${response.status}`,
    details.detail ?? details.title ?? '',
    details.request ?? response.headers.get('X-Request-Id') ?? '',
    (details.errors ?? []).map((error) => ({ pointer: error.pointer, detail: error.detail })),
    details.present_version,
    details.conflicts ?? [],
  )
}

export function as_problem(error: unknown): Problem {
  if (error instanceof Problem) return error
  // fetch rejects with a TypeError when no answer came.
  if (error instanceof TypeError) return new Problem(0, 'no_answer', '', '')
  return new Problem(-1, 'page_fault', error instanceof Error ? error.message : String(error), '')
}

// The sentence for one field: `/items/2/goal`. A fault of a whole row is found under the row's own pointer.
export function field_problem(problem: Problem | null | undefined, pointer: string): string {
  return problem?.fields.find((field) => field.pointer === pointer)?.detail ?? ''
}
