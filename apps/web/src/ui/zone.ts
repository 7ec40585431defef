import { inject, ref, type InjectionKey, type Ref } from 'vue'

/** Where the organisation's days begin and end; the application provides it. */
export const zoneKey: InjectionKey<Readonly<Ref<string>>> = Symbol('zone')

export const useZone = (): Readonly<Ref<string>> => inject(zoneKey, () => ref('Asia/Shanghai'), true)
