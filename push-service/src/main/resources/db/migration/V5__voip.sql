-- The token by which calls come to a device of Apple's, beside the one for alerts. It leads to one phone, as that one does.
ALTER TABLE device ADD COLUMN voip_token text COLLATE "C";
ALTER TABLE device ADD CONSTRAINT device_voip_token_once UNIQUE (voip_token);
COMMENT ON COLUMN device.voip_token IS 'Of PushKit; null if the device takes no calls.';
