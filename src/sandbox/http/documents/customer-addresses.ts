import type { Interaction, Participant, Segment, Session } from "../../model.ts";

/**
 * Where Genesys may put a customer's address, number or name outside the fields that are meant for it. These names of
 * customers appear nowhere else in the org, so that a test can search for them where they must not be kept.
 */

interface Customer {
  /** Digits that are in every text below, and in no other interaction's. */
  readonly mark: string;
  readonly phone: string;
  readonly email: string;
  readonly name: string;
  readonly relative: string;
  readonly sip: string;
  readonly contactId: string;
}

/** Of the country code 999, which no country has, and of the domains that are nobody's (RFC 2606). */
function customerOf({ id }: Pick<Interaction, "id">): Customer {
  const mark = `${decimal(id, 0x811c9dc5)}${decimal(id, 0x01000193)}`;
  return {
    mark,
    phone: `tel:+999${mark}`,
    email: `customer.${mark}@mail.example`,
    name: `Quill ${mark}`,
    relative: `"Relative of ${mark}" <relative.${mark}@mail.example>`,
    sip: `sip:+999${mark}@gateway.example;user=phone`,
    contactId: `contact-${mark}`,
  };
}

/** Six digits that depend on every letter (FNV-1a). */
function decimal(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return String((hash >>> 0) % 1_000_000).padStart(6, "0");
}

/** What every text of a customer of this interaction contains. */
export const addressMark = (interaction: Pick<Interaction, "id">): string => customerOf(interaction).mark;

/** Fields of official SDK model AnalyticsConversation. */
export const conversationAddresses = (interaction: Interaction) => ({
  externalTag: `case of ${customerOf(interaction).email}`,
});

/** Fields of official SDK model AnalyticsParticipant. */
export function participantAddresses(interaction: Interaction, { purpose }: Participant) {
  if (purpose !== "customer" && purpose !== "external") return {};
  const { name, contactId } = customerOf(interaction);
  return { participantName: name, externalContactId: contactId };
}

/** Fields of official SDK model AnalyticsSession: all of them in the customer's sessions, in others those about the customer. */
export function sessionAddresses(interaction: Interaction, { purpose }: Participant, session: Session) {
  const { phone, email, name, relative, sip, contactId, mark } = customerOf(interaction);
  const isSpoken = session.mediaType === "voice" || session.mediaType === "callback";
  const own = isSpoken ? phone : email;
  const from = session.direction === "inbound" ? { addressFrom: own } : { addressTo: own };
  const seen = { ani: own, remote: own, remoteNameDisplayable: name, ...from };
  const called = session.mediaType === "callback" ? { callbackNumbers: [phone], callbackUserName: name } : {};
  const dialled = session.direction === "outbound" ? { outboundContactId: contactId, dnis: own, sessionDnis: own } : {};
  if (purpose !== "customer") return purpose === "acd" ? {} : { ...seen, ...called, ...dialled };
  return {
    ...{ ...seen, ...called, ...dialled },
    ...{ addressOther: own, addressSelf: own, peerId: `peer-${mark}` },
    ...{ journeyCustomerId: email, journeyCustomerIdType: "email", journeyCustomerSessionId: `visit-${mark}` },
    ...(isSpoken
      ? { protocolCallId: `${mark}@10.0.0.7`, screenShareAddressSelf: sip, videoAddressSelf: sip }
      : { cc: [relative, email], bcc: [relative], destinationAddresses: [`${name} <${email}>`] }),
  };
}

/** Fields of official SDK model AnalyticsFlow, where the caller is passed on to somewhere else. */
export function flowAddresses(interaction: Interaction) {
  const { phone, name } = customerOf(interaction);
  return { transferTargetAddress: phone, transferTargetName: name };
}

/** Fields of official SDK model AnalyticsConversationSegment. */
export function segmentAddresses(interaction: Interaction, { type }: Segment) {
  const { phone, email, name } = customerOf(interaction);
  if (type === "wrapup") return { wrapUpNote: `Call ${name} back: ${phone}`, wrapUpTags: [email] };
  const properties = [{ property: "callerEmail", propertyType: "string", value: email }];
  return type === "interact" ? { subject: `Re: ${name}, ${email}`, properties } : {};
}

/** The text of fields of surveys and evaluations that belong to no question. */
export const titleWithAddress = (interaction: Pick<Interaction, "id">): string => {
  const { name, email } = customerOf(interaction);
  return `${name} <${email}>`;
};
