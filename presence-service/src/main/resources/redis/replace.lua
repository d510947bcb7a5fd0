-- KEYS[1]: a user. ARGV: the revision it must have, the new value, for how many ms to keep it, 0 for ever.
-- Returns the new revision, or 0 if somebody else was faster.
local revision = tonumber(redis.call('HGET', KEYS[1], 'revision') or '0')
if revision ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'revision', revision + 1, 'value', ARGV[2])
if ARGV[3] == '0' then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return revision + 1
