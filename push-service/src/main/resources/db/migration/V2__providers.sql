-- Alerts by other providers than APNs, and by Apple's sandbox.
ALTER TABLE device DROP CONSTRAINT device_provider_check;
ALTER TABLE device ADD CONSTRAINT device_provider_check CHECK (provider IN ('APNS', 'FCM', 'WEB_PUSH', 'HOOK'));
ALTER TABLE device ADD COLUMN sandbox boolean NOT NULL DEFAULT false;
ALTER TABLE device ADD COLUMN web_push_p256dh bytea;
ALTER TABLE device ADD COLUMN web_push_auth bytea;
ALTER TABLE device ADD CONSTRAINT device_web_push_keys
    CHECK ((provider = 'WEB_PUSH') = (web_push_p256dh IS NOT NULL AND web_push_auth IS NOT NULL));
COMMENT ON COLUMN device.sandbox IS 'For APNs: the token is of a development build.';
COMMENT ON COLUMN device.web_push_auth IS 'A secret between the browser and us: RFC 8291.';
