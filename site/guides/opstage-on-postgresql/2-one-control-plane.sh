curl -sS -c cookies.txt http://127.0.0.1:8081/api/admin/auth/login \
  -H 'Content-Type: application/json' -d '{"username":"admin","password":"correct-horse-battery"}'

curl -sS -b cookies.txt http://127.0.0.1:8082/api/admin/auth/me
