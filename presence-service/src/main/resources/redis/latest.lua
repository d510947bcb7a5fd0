-- KEYS[1]: what the log says of a user's sessions. ARGV: session, version, 1 if closed, the record, for how many ms.
-- The last word stands: what is closed stays closed, else the greatest version.
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  local closed, version = string.match(known, '^(%d)|(%d+)|')
  if closed == '1' or (ARGV[3] == '0' and tonumber(version) >= tonumber(ARGV[2])) then
    return 0
  end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. '|' .. ARGV[2] .. '|' .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
