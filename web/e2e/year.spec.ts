// A year of a bureau by clicking: from the first quarter to the ledger of uses. Accounts, people and raw material (a
// month, most sheets of the later quarters, most answers of the evaluation) are set up beforehand.
import { test } from '@playwright/test'
import { live_committee } from './year_committee'
import { live_evaluation } from './year_evaluation'
import { live_quarters } from './year_quarters'
import { live_result } from './year_result'
import { Stage } from './year_stage'

test.describe.configure({ mode: 'serial' })

const stage = new Stage()
test.beforeAll(() => stage.found())
test.afterAll(() => stage.end())

live_quarters(stage)
live_evaluation(stage)
live_committee(stage)
live_result(stage)
