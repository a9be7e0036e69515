/** Request header that carries `Viewer.personId`; forms carry it as the field `person`. */
export const personHeader = 'x-miteos-person'
