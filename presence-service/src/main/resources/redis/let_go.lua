-- KEYS[1]: a lock. ARGV: who gives it back, if it is theirs.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
