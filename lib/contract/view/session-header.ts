/** Request header that carries `Viewer.person`; forms carry it as the field `person`. */
export const personHeader = 'x-miteos-person'
