-- KEYS[1]: a lock. ARGV: who wants it, for how many ms. Returns 1 if it is theirs now, as it may have been before.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
