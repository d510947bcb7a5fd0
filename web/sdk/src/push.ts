import { PushProvider } from './gen/hongyan/push/v1/push_pb.js';
import type { Body } from './wire.js';

/** A registration of this device for alerts, by one of the providers that the operator has set up for the app. */
export type PushRegistration =
  | { readonly provider: 'web-push'; readonly appId: string; readonly subscription: PushSubscriptionJSON }
  | { readonly provider: 'apns'; readonly appId: string; readonly token: string; readonly sandbox: boolean }
  | { readonly provider: 'fcm' | 'hook'; readonly appId: string; readonly token: string };

export function fromPushRegistration(registration: PushRegistration): Body {
  const { appId } = registration;
  switch (registration.provider) {
    case 'web-push': {
      const { endpoint, keys } = registration.subscription;
      const webPush = { p256dh: bytes(keys?.['p256dh']), auth: bytes(keys?.['auth']) };
      const value = { provider: PushProvider.WEB_PUSH, appId, token: endpoint ?? '', webPush };
      return { case: 'registerPush', value };
    }
    case 'apns': {
      const { token, sandbox } = registration;
      return { case: 'registerPush', value: { provider: PushProvider.APNS, appId, token, sandbox } };
    }
    case 'fcm':
    case 'hook': {
      const provider = registration.provider === 'fcm' ? PushProvider.FCM : PushProvider.HOOK;
      return { case: 'registerPush', value: { provider, appId, token: registration.token } };
    }
  }
}

/** Of base64 in the alphabet of URLs, as browsers write keys. */
function bytes(base64url = ''): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
