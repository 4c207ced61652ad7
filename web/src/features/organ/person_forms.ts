// The forms of a person's page, each with its fields, what stands in them, and what is sent.
import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  add_charge,
  add_post,
  change_acting,
  change_charge,
  change_official,
  change_post,
  name_acting,
} from '../../api/organ'
import type { Acting, Charge, Official, Post } from '../../api/types'
import { mark_structure_stale } from '../../app/queries'
import { say_done } from '../../app/receipts'
import { use_session } from '../../app/session'
import type { Field, FormValues } from '../../ui/FormSheet.vue'
import { acting_input, charge_input, official_change, post_input } from './forms'

interface PersonForm {
  title: string
  explain?: string
  fields: Field[]
  values: FormValues
  send: (values: FormValues) => Promise<void>
}

type Choices = { value: string; label: string }[]

export function use_person_forms(person: Ref<Official | undefined>, units: Ref<Choices>) {
  const { t } = useI18n()
  const session = use_session()
  const official = () => person.value?.id ?? ''

  const from: Field = { key: 'from', label: t('person.from'), kind: 'date', is_required: true }
  const to: Field = { key: 'to', label: t('person.to'), kind: 'date', hint: t('organ.to_hint') }
  const unit = (): Field => ({
    key: 'unit',
    label: t('person.unit'),
    kind: 'choice',
    is_required: true,
    choices: units.value,
  })
  const first_unit = () => units.value[0]?.value ?? ''

  function end(text: string) {
    say_done(text, person.value?.name)
    mark_structure_stale()
  }

  function person_form(): PersonForm {
    const one = person.value!
    return {
      title: t('person.edit'),
      fields: [
        { key: 'name', label: t('person.name'), kind: 'text', is_required: true, longest: 64 },
        {
          key: 'pinyin',
          label: t('person.pinyin'),
          kind: 'text',
          longest: 64,
          hint: t('person.pinyin_hint'),
        },
        { key: 'number', label: t('person.number'), kind: 'text', longest: 32 },
        from,
        { ...to, hint: t('person.last_day_hint') },
      ],
      values: { name: one.name, pinyin: one.pinyin, number: one.number, from: one.from, to: one.to ?? '' },
      send: async (values) => {
        await change_official(one.id, official_change(values), one.version)
        end(t('person.changed'))
      },
    }
  }

  function post_form(post?: Post): PersonForm {
    const kinds = (['staff', 'head', 'leader'] as const).map((kind) => ({
      value: kind,
      label: t(`role.${kind}`),
    }))
    return {
      title: t(post ? 'person.edit_post' : 'person.add_post'),
      fields: [
        unit(),
        { key: 'kind', label: t('person.kind'), kind: 'choice', is_required: true, choices: kinds },
        { key: 'title', label: t('person.title'), kind: 'text', longest: 64 },
        { key: 'is_main', label: t('person.is_main'), kind: 'switch', hint: t('person.is_main_hint') },
        from,
        to,
      ],
      values: post
        ? {
            unit: post.unit.id,
            kind: post.kind,
            title: post.title,
            is_main: post.is_main,
            from: post.from,
            to: post.to ?? '',
          }
        : { unit: first_unit(), kind: 'staff', is_main: true, from: session.today },
      send: async (values) => {
        const input = post_input(values, official())
        await (post ? change_post(post.id, input, post.version) : add_post(input))
        end(t('person.post_saved'))
      },
    }
  }

  function charge_form(charge?: Charge): PersonForm {
    return {
      title: t(charge ? 'person.edit_charge' : 'person.add_charge'),
      fields: [unit(), from, to],
      values: charge
        ? { unit: charge.unit.id, from: charge.from, to: charge.to ?? '' }
        : { unit: first_unit(), from: session.today },
      send: async (values) => {
        const input = charge_input(values, charge?.leader.id ?? official())
        await (charge ? change_charge(charge.id, input, charge.version) : add_charge(input))
        end(t('person.charge_saved'))
      },
    }
  }

  function acting_form(acting?: Acting): PersonForm {
    return {
      title: t(acting ? 'person.edit_acting' : 'person.add_acting'),
      explain: t('person.acting_explain'),
      fields: [
        {
          key: 'by',
          label: t('person.acting_by'),
          kind: 'person',
          is_required: true,
          preset_name: acting?.by.name,
        },
        from,
        { key: 'to', label: t('person.to'), kind: 'date', is_required: true },
        { key: 'reason', label: t('reason.label'), kind: 'text', is_required: true, longest: 300 },
      ],
      values: acting
        ? { by: acting.by.id, from: acting.from, to: acting.to, reason: acting.reason }
        : { from: session.today, to: session.today },
      send: async (values) => {
        const input = acting_input(values, acting?.reviewer.id ?? official())
        await (acting ? change_acting(acting.id, input, acting.version) : name_acting(input))
        end(t('person.acting_saved'))
      },
    }
  }

  return { person: person_form, post: post_form, charge: charge_form, acting: acting_form }
}
