-- KEYS[1]: a user's blocks. ARGV: field, revision, 1 if blocked. Stored is the revision, negative if not blocked.
local known = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
local revision = tonumber(ARGV[2])
if math.abs(known) >= revision then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', ARGV[3] == '1' and revision or -revision))
return 1
