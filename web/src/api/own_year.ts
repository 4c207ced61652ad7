import { body_of, client, if_match, once } from './client'

const root = '/api/officials/{official}/years/{year}'
const act_header = (version: number) => ({ ...if_match(version), ...once() })

export const get_own_year = (official: string, year: number) =>
  body_of(client.GET(root, { params: { path: { official, year } } }))

export const get_explanation = (official: string, year: number) =>
  body_of(client.GET(`${root}/explanation`, { params: { path: { official, year } } }))

export const acknowledge_result = (official: string, year: number, opinion: string, version: number) =>
  body_of(
    client.POST(`${root}/acknowledgements`, {
      params: { path: { official, year }, header: act_header(version) },
      body: { opinion },
    }),
  )

export const object_to_result = (official: string, year: number, text: string, version: number) =>
  body_of(
    client.POST(`${root}/objections`, {
      params: { path: { official, year }, header: act_header(version) },
      body: { text },
    }),
  )

export const answer_objection = (official: string, year: number, text: string, version: number) =>
  body_of(
    client.POST(`${root}/answers`, {
      params: { path: { official, year }, header: act_header(version) },
      body: { text },
    }),
  )
