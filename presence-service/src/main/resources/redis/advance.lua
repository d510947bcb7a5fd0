-- KEYS[1]: positions. ARGV: partition, where it was, where it is now; repeated. All or nothing.
-- Returns 0 if one is not where it was, i.e. was forgotten.
for i = 1, #ARGV, 3 do
  if tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
    return 0
  end
end
for i = 1, #ARGV, 3 do
  local known = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0')
  redis.call('HSET', KEYS[1], ARGV[i], string.format('%.0f', math.max(known, tonumber(ARGV[i + 2]))))
end
return 1
