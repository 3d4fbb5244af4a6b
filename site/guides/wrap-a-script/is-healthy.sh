waiting=$(ls outbox | wc -l | tr -d ' ')
echo "$waiting messages wait"
test "$waiting" -lt 100
