import type { Template } from '@wallet/shared/templates/template'
import { readonly, shallowRef, watch } from 'vue'
import { api } from '../../api/api.ts'
import { useWords } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { troubleOf } from '../../ui/useLoad.ts'
import { arranged } from './arranged.ts'

/** The order of all templates. It is shown at once and sent when it is put down; where it is refused, it is as it was sent last. */
export const useArrangement = (templates: () => readonly Template[]) => {
  const { t } = useWords()
  const order = shallowRef(templates())
  let sent = order.value
  let queue: Promise<void> = Promise.resolve()
  watch(templates, now => (order.value = sent = now))

  const tell = async (now: readonly Template[]) => {
    if (now !== order.value || now === sent) return
    try {
      await api.templates.order({ body: { ids: now.map(({ id }) => id) } })
      sent = now
    } catch (thrown) {
      order.value = sent
      announce(t(troubleOf(thrown).words))
    }
  }
  const send = () => {
    const { value: now } = order
    queue = queue.then(() => tell(now))
  }
  /** Only shows it there, as while it is dragged. */
  const show = (from: number, to: number) => (order.value = arranged(order.value, from, to))
  const move = (from: number, to: number) => {
    const [before, template] = [order.value, order.value[from]]
    if (!template || show(from, to) === before) return
    announce(t('templates.movedTo', { name: template.name, place: to + 1, total: before.length }))
    send()
  }
  return { order: readonly(order), show, move, send }
}
